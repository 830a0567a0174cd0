package dev.ballast.report.server;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.slo.Burn;
import dev.ballast.observe.slo.ErrorBudget;
import dev.ballast.observe.slo.GoalState;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The error budget of one objective of a target. Shares are from 0 to 1.
///
/// @param objective for people, such as `statement-time read shop`
/// @param subject the same as labels
/// @param asked such as `99.99 %`
/// @param left of the budget; below 0 where more was bad than may be
/// @param known of how much of its 30 days anything is known
/// @param good how much of what was measured within them was good
/// @param total how much was measured
/// @param unit what was measured, in the plural
/// @param burns how fast it is used
/// @param usedUpAt when it is used up at the rate of the last six hours
/// @param unknown why it is not measured at present
public record BudgetLine(
    String objective,
    Labels subject,
    String asked,
    double left,
    double known,
    double good,
    double total,
    String unit,
    List<BurnLine> burns,
    Optional<Instant> usedUpAt,
    State state,
    Optional<String> unknown) {
  private static final double PERCENT = 100;

  /// A day of the 30.
  private static final double ENOUGH = 1 / 30.0;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SIX_HOURS = Duration.ofHours(6);
  private static final Duration THREE_DAYS = Duration.ofDays(3);

  public BudgetLine {
    requireNonNull(objective, "objective is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(asked, "asked is null");
    requireNonNull(unit, "unit is null");
    burns = List.copyOf(burns);
    requireNonNull(usedUpAt, "usedUpAt is null");
    requireNonNull(state, "state is null");
    requireNonNull(unknown, "unknown is null");
  }

  /// How a budget stands, the worst first.
  public enum State {
    USED_UP,
    /// So fast that an alert is due.
    BURNING,
    UNKNOWN,
    KEPT
  }

  /// How fast it was used: at a rate of 1 it would be used up after 30 days.
  ///
  /// @param rate as alerts compare it, with what is unknown as good; empty where nothing is
  ///     known of the time
  /// @param known of how much of the time something is known
  public record BurnLine(long seconds, Optional<Double> rate, double known) {
    static BurnLine of(Burn burn) {
      return new BurnLine(
          burn.window().toSeconds(),
          burn.rate().isEmpty() ? Optional.empty() : Optional.of(burn.atLeast()),
          burn.stretch().known());
    }
  }

  /// How an objective stands.
  ///
  /// @param why it is not measured, where that is known
  public static BudgetLine of(GoalState state, Optional<String> why) {
    return new BudgetLine(
        state.goal().name(),
        state.goal().subject(),
        state.goal().terms(),
        state.budget().left(),
        state.budget().known(),
        state.month().tally().good(),
        state.month().tally().total(),
        state.goal().indicator().unit(),
        Stream.of(HOUR, SIX_HOURS, Duration.ofDays(1), THREE_DAYS)
            .map(state::burn)
            .map(BurnLine::of)
            .toList(),
        state.budget().known() > 0 ? state.exhaustion() : Optional.empty(),
        state(state),
        why.or(
            () ->
                state.measured()
                    ? Optional.empty()
                    : Optional.of(
                        state
                            .knownUntil()
                            .map(until -> "nothing was measured since " + until)
                            .orElse("nothing was measured yet"))));
  }

  private static State state(GoalState state) {
    if (state.budget().known() > 0 && state.budget().left() <= 0) {
      return State.USED_UP;
    }
    if (Math.max(state.worst(true).figure(), state.worst(false).figure()) >= 1) {
      return State.BURNING;
    }
    return state.measured() ? State.KEPT : State.UNKNOWN;
  }

  /// The least that is left of some; empty until one is known.
  public static Optional<Double> leastLeft(List<BudgetLine> budgets) {
    return budgets.stream()
        .filter(BudgetLine::saysSomething)
        .map(BudgetLine::left)
        .min(Comparator.naturalOrder());
  }

  /// Whether so much was measured that what is left says something: a day of the 30, or less where
  /// so much was bad already that an alert is due.
  boolean saysSomething() {
    return switch (state) {
      case USED_UP, BURNING -> true;
      case UNKNOWN -> false;
      case KEPT -> known >= ENOUGH;
    };
  }

  /// Cells of a table.
  List<String> cells(String target) {
    return List.of(
        target,
        objective,
        asked,
        known > 0 ? percent(left) : "unknown",
        rate(HOUR),
        rate(SIX_HOURS),
        rate(THREE_DAYS),
        usedUpAt.map(at -> at.truncatedTo(ChronoUnit.MINUTES).toString()).orElse(""),
        new ErrorBudget(0, known).knownText(),
        switch (state) {
          case USED_UP -> "USED UP";
          case BURNING -> "BURNING";
          case UNKNOWN -> "UNKNOWN: " + unknown.orElse("");
          case KEPT -> "kept";
        });
  }

  private String rate(Duration window) {
    return burns.stream()
        .filter(burn -> burn.seconds() == window.toSeconds())
        .findFirst()
        .flatMap(BurnLine::rate)
        .map(rate -> String.format(Locale.ROOT, "%.1f", rate))
        .orElse("");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * PERCENT);
  }
}
