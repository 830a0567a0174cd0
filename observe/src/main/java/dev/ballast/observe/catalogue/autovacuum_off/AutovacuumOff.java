package dev.ballast.observe.catalogue.autovacuum_off;

import dev.ballast.observe.check.SwitchCheck;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A server without autovacuum.
@NullMarked
public final class AutovacuumOff extends SwitchCheck {
  public AutovacuumOff() {
    super(
        "autovacuum-off",
        Urgency.TICKET,
        new Position(
            "autovacuum",
            "off",
            "on",
            When.RELOAD,
            "dead rows stay, statistics become wrong, and transaction ids run out"));
  }
}
