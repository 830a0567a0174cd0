package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Condition;
import dev.ballast.store.sample.Labels;
import java.util.OptionalDouble;
import java.util.Set;

/// The figure of one subject, whether it is over the threshold or not, and what it would mean.
///
/// @param subject unlike any other of the same check and target
/// @param byNow what the figure is by now if nothing has happened since the reading; empty where
///     time alone does not change it
/// @param causes checks whose alerts it is the cause of, whatever else explains them: nor do they
///     explain it
public record Symptom(
    Labels subject, Condition condition, OptionalDouble byNow, Set<String> causes) {
  public Symptom {
    requireNonNull(subject, "subject is null");
    requireNonNull(condition, "condition is null");
    requireNonNull(byNow, "byNow is null");
    causes = Set.copyOf(causes);
  }

  /// Whether the figure that was read is most likely over a threshold by now that it was below
  /// then. Only another reading tells: something may have happened since.
  public boolean isOutgrown(Threshold threshold) {
    return byNow.isPresent()
        && !threshold.urgencyOf(byNow.getAsDouble()).equals(threshold.urgencyOf(condition.value()));
  }
}
