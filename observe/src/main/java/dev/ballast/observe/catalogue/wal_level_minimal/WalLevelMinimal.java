package dev.ballast.observe.catalogue.wal_level_minimal;

import dev.ballast.observe.check.SwitchCheck;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A server whose log is not enough for backups.
@NullMarked
public final class WalLevelMinimal extends SwitchCheck {
  public WalLevelMinimal() {
    super(
        "wal-level-minimal",
        Urgency.TICKET,
        new Position(
            "wal_level",
            "minimal",
            "replica",
            When.RESTART,
            "no backup while it runs, no standby and no recovery to a moment is possible"));
  }
}
