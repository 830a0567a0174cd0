package dev.ballast.observe.catalogue.track_counts_off;

import dev.ballast.observe.check.SwitchCheck;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A server without statistics of tables.
@NullMarked
public final class TrackCountsOff extends SwitchCheck {
  public TrackCountsOff() {
    super(
        "track-counts-off",
        Urgency.TICKET,
        new Position(
            "track_counts",
            "off",
            "on",
            When.RELOAD,
            "autovacuum does nothing, and the figures of tables and indexes stand still"));
  }
}
