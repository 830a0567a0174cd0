package dev.ballast.observe.catalogue.budget_used_up;

import dev.ballast.observe.check.BudgetCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.slo.GoalState;
import dev.ballast.store.alert.Urgency;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A budget of which nothing is left.
@NullMarked
public final class BudgetUsedUp extends BudgetCheck {
  public BudgetUsedUp() {
    super("budget-used-up", threshold(Urgency.TICKET));
  }

  /// Of a few bad ones a budget is used up by chance.
  @Override
  protected double figure(GoalState goal, Observed observed) {
    return goal.month().tally().bad() < goal.goal().indicator().leastBad()
        ? 0
        : goal.budget().spent();
  }

  @Override
  protected String summary(GoalState goal) {
    return "%s of the error budget of %s (%s) are used"
        .formatted(percent(goal.budget().spent()), goal.goal().name(), goal.goal().terms());
  }

  @Override
  protected void evidence(GoalState goal, SymptomDraft draft) {
    draft.with(
        "within_30_days",
        "%.0f of %.0f %s were bad"
            .formatted(
                goal.month().tally().bad(),
                goal.month().tally().total(),
                goal.goal().indicator().unit()));
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("budget-burning-fast", "budget-burning-slowly");
  }
}
