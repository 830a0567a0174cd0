package dev.ballast.observe.watch;

import dev.ballast.observe.family.Kind;
import dev.ballast.observe.family.Metric;
import dev.ballast.store.sample.Figures;
import java.util.Optional;
import java.util.OptionalDouble;

/// How fast counters grew between two readings, by a clock that never jumps.
public final class Rate {
  private static final double NANOS = 1e9;

  private Rate() {}

  /// Per second; empty where it cannot be known: for a gauge, an entity that is new, a figure that
  /// is unknown, and a counter that began again in between, which shows by a lower figure or by
  /// another moment of reset.
  public static OptionalDouble of(FamilyState state, Figures latest, String metric) {
    int index = state.family().layout().indexOf(metric);
    if (index < 0 || state.latest().isEmpty() || state.before().isEmpty()) {
      return OptionalDouble.empty();
    }
    Metric<?> described = state.family().metrics().get(index);
    Optional<Figures> before =
        state.before().get().entities().stream()
            .filter(f -> f.labels().equals(latest.labels()))
            .findFirst();
    if (described.kind() != Kind.COUNTER
        || before.isEmpty()
        || wasReset(state, before.get(), latest)) {
      return OptionalDouble.empty();
    }
    double growth = latest.value(index) - before.get().value(index);
    double seconds = state.between().toNanos() / NANOS;
    return growth >= 0 && seconds > 0
        ? OptionalDouble.of(growth / seconds)
        : OptionalDouble.empty();
  }

  private static boolean wasReset(FamilyState state, Figures before, Figures latest) {
    int reset = state.family().layout().indexOf("reset_timestamp_seconds");
    return reset >= 0 && Double.compare(before.value(reset), latest.value(reset)) != 0;
  }
}
