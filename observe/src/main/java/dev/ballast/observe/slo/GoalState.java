package dev.ballast.observe.slo;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How one goal of a target stands.
///
/// @param asOf the moment that the windows end at: the present, or when something was known last
/// @param measured whether anything is known of the last minutes
/// @param knownUntil when the last minute ended of which something is known
/// @param lastBad when the last minute began in which something was bad
/// @param month the 30 days that the budget is for
/// @param rules each with its two windows
public record GoalState(
    Goal goal,
    Instant asOf,
    boolean measured,
    Optional<Instant> knownUntil,
    Optional<Instant> lastBad,
    Stretch month,
    List<RuleState> rules) {
  /// The window by which it is said when a budget will be used up.
  private static final Duration RECENT = Duration.ofHours(6);

  /// Longer than this nothing is known of an indicator only where something is missing.
  private static final Duration LATE = Duration.ofMinutes(5);

  public GoalState {
    requireNonNull(goal, "goal is null");
    requireNonNull(asOf, "asOf is null");
    requireNonNull(knownUntil, "knownUntil is null");
    requireNonNull(lastBad, "lastBad is null");
    requireNonNull(month, "month is null");
    rules = List.copyOf(rules);
  }

  /// A rule and how fast the budget is used within its windows.
  public record RuleState(BurnRule rule, Burn longer, Burn shorter, int leastBad) {
    /// Of the rate that raises an alert, this many times as fast, by the slower of both windows.
    public double figure() {
      if (longer.stretch().tally().bad() < leastBad) {
        return 0;
      }
      return Math.min(longer.atLeast(), shorter.atLeast()) / rule.rate();
    }
  }

  /// Where nothing is known of the last minutes, as it stood when something was, for six hours:
  /// that nobody can measure it neither raises an alert nor ends one. What is not measured any
  /// more, as the statements of a database that was dropped, is over then.
  public static GoalState of(Goal goal, TallyLine line, Instant now) {
    Instant until = line.knownUntil().orElse(Instant.MIN);
    boolean measured = until.isAfter(now.minus(LATE));
    Instant end = measured || !until.isAfter(now.minus(RECENT)) ? now : until;
    List<RuleState> rules =
        Arrays.stream(BurnRule.values())
            .map(
                rule ->
                    new RuleState(
                        rule,
                        burn(goal, line, rule.longer(), end),
                        burn(goal, line, rule.shorter(), end),
                        goal.indicator().leastBad()))
            .toList();
    return new GoalState(
        goal, end, measured, line.knownUntil(), line.lastBad(), line.ofBudget(now), rules);
  }

  private static Burn burn(Goal goal, TallyLine line, Duration window, Instant end) {
    return new Burn(window, line.last(window, end), goal.allowed());
  }

  public ErrorBudget budget() {
    return ErrorBudget.of(goal, month);
  }

  /// The windows of a rule.
  public RuleState state(BurnRule rule) {
    return rules.stream().filter(each -> each.rule() == rule).findFirst().orElseThrow();
  }

  /// How fast the budget is used within a window that one of the rules has.
  public Burn burn(Duration window) {
    return rules.stream()
        .flatMap(each -> List.of(each.longer(), each.shorter()).stream())
        .filter(burn -> burn.window().equals(window))
        .findFirst()
        .orElseThrow();
  }

  /// The worst of the rules that page, or of those that do not.
  public RuleState worst(boolean page) {
    return rules.stream()
        .filter(each -> each.rule().isPage() == page)
        .reduce((one, other) -> other.figure() > one.figure() ? other : one)
        .orElseThrow();
  }

  /// When the budget is used up if it is used as in the last six hours.
  public Optional<Instant> exhaustion() {
    return budget().exhaustion(asOf, burn(RECENT).atLeast());
  }
}
