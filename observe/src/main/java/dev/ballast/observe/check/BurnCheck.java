package dev.ballast.observe.check;

import dev.ballast.evidence.Durations;
import dev.ballast.observe.slo.Burn;
import dev.ballast.observe.slo.GoalState;
import dev.ballast.observe.slo.GoalState.RuleState;
import dev.ballast.observe.slo.Indicator;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;

/// A check of how fast an error budget is used. The figure is the rate of the rule that is the
/// nearest to raising an alert, as a share of the rate that does.
public abstract class BurnCheck extends BudgetCheck {
  private static final String REACHABLE = "reachable";

  private final boolean pages;

  protected BurnCheck(String name, boolean pages) {
    super(
        name,
        // Over before what explains it is, which has 2 min to be well: nobody is paged after it.
        pages ? threshold(Urgency.PAGE).calmFor(Duration.ofMinutes(1)) : threshold(Urgency.TICKET));
    this.pages = pages;
  }

  @Override
  protected final double figure(GoalState goal, Observed observed) {
    return pages && isOver(goal, observed) ? 0 : goal.worst(pages).figure();
  }

  /// Whether all that was bad was before the server could be reached again: such an outage has an
  /// alert of its own, which was a page if it lasted.
  private static boolean isOver(GoalState goal, Observed observed) {
    return goal.goal().indicator() == Indicator.AVAILABILITY
        && goal.lastBad()
            .filter(
                bad ->
                    observed.events().stream()
                        .anyMatch(
                            event ->
                                event.subject().equals(REACHABLE) && !event.at().isBefore(bad)))
            .isPresent();
  }

  @Override
  protected final String summary(GoalState goal) {
    Burn burn = goal.worst(pages).longer();
    return "the error budget of %s (%s) was used %s times as fast within %s as it would last for"
        .formatted(
            goal.goal().name(),
            goal.goal().terms(),
            times(burn.atLeast()),
            Durations.text(burn.window()));
  }

  @Override
  protected final void evidence(GoalState goal, SymptomDraft draft) {
    RuleState rule = goal.worst(pages);
    draft
        .with("alert_from", times(rule.rule().rate()) + " times")
        .with("longer_window", text(goal, rule.longer()))
        .with("shorter_window", text(goal, rule.shorter()));
  }

  private static String text(GoalState goal, Burn burn) {
    return "%s: %.0f of %.0f %s were bad, %s times, %s of it known"
        .formatted(
            Durations.text(burn.window()),
            burn.stretch().tally().bad(),
            burn.stretch().tally().total(),
            goal.goal().indicator().unit(),
            times(burn.atLeast()),
            percent(burn.stretch().known()));
  }
}
