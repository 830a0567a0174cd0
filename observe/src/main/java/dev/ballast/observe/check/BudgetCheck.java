package dev.ballast.observe.check;

import dev.ballast.observe.slo.GoalState;
import dev.ballast.store.alert.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A check of how the error budgets of a target's objectives are used. The figure is a share of
/// what raises an alert, so that 1 does.
public abstract class BudgetCheck extends Check {
  private static final double PERCENT = 100;

  protected BudgetCheck(String name, Threshold threshold) {
    super(name, Topic.AVAILABILITY, threshold);
  }

  @Override
  public Set<String> labels() {
    return Set.of("objective", "database", "class");
  }

  /// From 1 on.
  protected static Threshold threshold(Urgency urgency) {
    return Threshold.of(Measure.TIMES, 1, urgency);
  }

  /// What was measured before counts while the server does not answer, most of all then.
  @Override
  public final boolean needsNoAnswer() {
    return true;
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("clients-unserved", "target-unreachable");
  }

  @Override
  public final Look look(Observed observed) {
    Optional<List<GoalState>> goals = observed.surroundings().goals();
    if (goals.isEmpty()) {
      return new Look.Undecided("how the objectives stand over time was not counted yet");
    }
    if (goals.get().stream().noneMatch(goal -> goal.month().knownMinutes() > 0)) {
      return new Look.Undecided("nothing was measured of any objective within 30 days");
    }
    List<Symptom> symptoms = new ArrayList<>();
    for (GoalState goal : goals.get()) {
      // Most use none of their budgets at present.
      double figure = figure(goal, observed);
      if (figure > 0) {
        symptoms.add(draft(goal, figure).symptom());
      }
    }
    return new Look.Found(symptoms);
  }

  private SymptomDraft draft(GoalState goal, double figure) {
    SymptomDraft draft =
        SymptomDraft.of(goal.goal().subject(), figure, summary(goal))
            .with("asked", goal.goal().terms())
            .with("budget_left", percent(goal.budget().left()))
            .with("known_of_30_days", goal.budget().knownText())
            .with("used_up", goal.exhaustion().map(at -> at.toString()).orElse("not in 30 days"));
    if (!goal.measured()) {
      goal.knownUntil().ifPresent(until -> draft.with("measured_until", until.toString()));
    }
    evidence(goal, draft);
    return draft
        .remedy("See all budgets", "ballast status")
        .remedy("See what else is wrong at present", "ballast alert list");
  }

  /// 1 where an alert is due.
  protected abstract double figure(GoalState goal, Observed observed);

  protected abstract String summary(GoalState goal);

  protected abstract void evidence(GoalState goal, SymptomDraft draft);

  protected static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * PERCENT);
  }

  protected static String times(double rate) {
    return String.format(Locale.ROOT, "%.1f", rate);
  }
}
