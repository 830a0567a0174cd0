package dev.ballast.observe.catalogue.statements_not_logged;

import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SettingCheck;
import dev.ballast.observe.check.Settings;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A server that never logs a slow statement.
@NullMarked
public final class StatementsNotLogged extends SettingCheck {
  public StatementsNotLogged() {
    super("statements-not-logged", Topic.SETTINGS, Threshold.ifSo(Urgency.NOTE));
  }

  @Override
  protected Look judged(Settings settings, Observed observed) {
    return wrongWhile(
        settings,
        "log_min_duration_statement",
        "-1",
        draft(
                "log_min_duration_statement",
                1,
                "log_min_duration_statement is -1: no slow statement is in the log")
            .remedy("Log what takes a second", set("log_min_duration_statement", "1s")));
  }
}
