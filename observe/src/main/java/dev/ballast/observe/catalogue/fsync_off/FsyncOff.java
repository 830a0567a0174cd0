package dev.ballast.observe.catalogue.fsync_off;

import dev.ballast.observe.check.SwitchCheck;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A server that does not make its writes durable.
@NullMarked
public final class FsyncOff extends SwitchCheck {
  public FsyncOff() {
    super(
        "fsync-off",
        Urgency.PAGE,
        new Position(
            "fsync",
            "off",
            "on",
            When.RELOAD,
            "a crash of the machine can destroy the whole cluster"));
  }
}
