package dev.ballast.observe.catalogue.standby_feedback_off;

import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SettingCheck;
import dev.ballast.observe.check.Settings;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A standby whose queries are cancelled by vacuum of the primary.
@NullMarked
public final class StandbyFeedbackOff extends SettingCheck {
  public StandbyFeedbackOff() {
    super("standby-feedback-off", Topic.REPLICATION, Threshold.ifSo(Urgency.NOTE));
  }

  @Override
  protected Look judged(Settings settings, Observed observed) {
    boolean standby = observed.state().server().map(ServerFacts::inRecovery).orElse(false);
    if (!standby) {
      return Look.NOTHING;
    }
    return wrongWhile(
        settings,
        "hot_standby_feedback",
        "off",
        draft(
                "hot_standby_feedback",
                1,
                "hot_standby_feedback is off: vacuum of the primary cancels queries here")
            .remedy(
                "Let the primary keep what queries here need", set("hot_standby_feedback", "on")));
  }
}
