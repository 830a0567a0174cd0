package dev.ballast.observe.catalogue.lock_waits_not_logged;

import dev.ballast.observe.check.SwitchCheck;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A server that does not log long waits for locks.
@NullMarked
public final class LockWaitsNotLogged extends SwitchCheck {
  public LockWaitsNotLogged() {
    super(
        "lock-waits-not-logged",
        Urgency.NOTE,
        new Position(
            "log_lock_waits",
            "off",
            "on",
            When.RELOAD,
            "who waited for whose lock is not in the log"));
  }
}
