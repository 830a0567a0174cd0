package dev.ballast.observe.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What is left of what may be bad within 30 days.
///
/// @param spent the used share of it, over 1 where more was bad than may be; what is unknown has
///     used nothing
/// @param known of how much of the 30 days anything is known, from 0 to 1
public record ErrorBudget(double spent, double known) {
  private static final double LITTLE = 0.001;
  private static final double PERCENT = 100;

  static ErrorBudget of(Goal goal, Stretch month) {
    return new ErrorBudget(
        new Burn(TallyLine.BUDGET, month, goal.allowed()).atLeast(), month.known());
  }

  /// Of how much of the 30 days anything is known, as a reader sees it: a little is not nothing.
  public String knownText() {
    return known > 0 && known < LITTLE
        ? "< 0.1 %"
        : String.format(Locale.ROOT, "%.1f %%", known * PERCENT);
  }

  /// Below 0 where more was bad than may be.
  public double left() {
    return 1 - spent;
  }

  /// When it is used up if it is used as fast as that; empty where it is not within 30 days.
  public Optional<Instant> exhaustion(Instant now, double rate) {
    if (left() <= 0) {
      return Optional.of(now);
    }
    if (rate <= left()) {
      return Optional.empty();
    }
    double seconds = left() / rate * TallyLine.BUDGET.toSeconds();
    return Optional.of(now.plus(Duration.ofSeconds(Math.round(seconds))));
  }
}
