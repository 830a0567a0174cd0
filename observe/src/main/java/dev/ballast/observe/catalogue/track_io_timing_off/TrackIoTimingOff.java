package dev.ballast.observe.catalogue.track_io_timing_off;

import dev.ballast.observe.check.SwitchCheck;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A server that does not measure reads and writes.
@NullMarked
public final class TrackIoTimingOff extends SwitchCheck {
  public TrackIoTimingOff() {
    super(
        "track-io-timing-off",
        Urgency.NOTE,
        new Position(
            "track_io_timing",
            "off",
            "on",
            When.RELOAD,
            "nobody can tell whether a statement waited for the disk"));
  }
}
