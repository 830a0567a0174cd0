package dev.ballast.observe.catalogue.idle_transaction_timeout_missing;

import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SettingCheck;
import dev.ballast.observe.check.Settings;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A server that lets sessions be idle in a transaction forever.
@NullMarked
public final class IdleTransactionTimeoutMissing extends SettingCheck {
  public IdleTransactionTimeoutMissing() {
    super("idle-transaction-timeout-missing", Topic.SETTINGS, Threshold.ifSo(Urgency.NOTE));
  }

  @Override
  protected Look judged(Settings settings, Observed observed) {
    return wrongWhile(
        settings,
        "idle_in_transaction_session_timeout",
        "0",
        draft(
                "idle_in_transaction_session_timeout",
                1,
                "idle_in_transaction_session_timeout is 0: a forgotten transaction stays forever")
            .remedy(
                "End those of the whole server",
                set("idle_in_transaction_session_timeout", "10min")));
  }
}
