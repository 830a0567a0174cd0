package dev.ballast.observe.slo;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalDouble;

/// How fast an error budget was used up within a window: at a rate of 1 it would be used up after
/// 30 days.
public record Burn(Duration window, Stretch stretch, double allowed) {
  public Burn {
    requireNonNull(window, "window is null");
    requireNonNull(stretch, "stretch is null");
  }

  /// By what is known of the window; empty where nothing is.
  public OptionalDouble rate() {
    if (stretch.knownMinutes() == 0) {
      return OptionalDouble.empty();
    }
    Tally tally = stretch.tally();
    return OptionalDouble.of(tally.total() == 0 ? 0 : tally.bad() / tally.total() / allowed);
  }

  /// The rate if all that is unknown had been good and as much as the rest: at least this it was.
  public double atLeast() {
    return rate().orElse(0) * stretch.known();
  }
}
