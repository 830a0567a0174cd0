package dev.ballast.observe.catalogue.checkpoints_not_logged;

import dev.ballast.observe.check.SwitchCheck;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A server that does not log checkpoints.
@NullMarked
public final class CheckpointsNotLogged extends SwitchCheck {
  public CheckpointsNotLogged() {
    super(
        "checkpoints-not-logged",
        Urgency.NOTE,
        new Position(
            "log_checkpoints",
            "off",
            "on",
            When.RELOAD,
            "how long checkpoints take is not in the log"));
  }
}
