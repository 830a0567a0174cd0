package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Condition;
import dev.ballast.store.sample.Labels;

/// The figure of one subject, whether it is over the threshold or not, and what it would mean.
///
/// @param subject unlike any other of the same check and target
public record Symptom(Labels subject, Condition condition) {
  public Symptom {
    requireNonNull(subject, "subject is null");
    requireNonNull(condition, "condition is null");
  }
}
