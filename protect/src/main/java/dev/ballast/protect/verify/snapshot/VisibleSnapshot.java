package dev.ballast.protect.verify.snapshot;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.Set;

/// A snapshot as `pg_current_snapshot()` prints it, `xmin:xmax:xip,...`, in 64-bit transaction ids.
///
/// @param xmin every transaction before it has ended
/// @param xmax no transaction from it on is seen
/// @param running those in between that were not over
record VisibleSnapshot(long xmin, long xmax, Set<Long> running) {
  VisibleSnapshot {
    running = Set.copyOf(requireNonNull(running, "running is null"));
    if (xmin > xmax) {
      throw new IllegalArgumentException("xmin %d is after xmax %d".formatted(xmin, xmax));
    }
  }

  static VisibleSnapshot parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a snapshot: " + text);
    }
    Set<Long> running = new HashSet<>();
    for (String xid : parts[2].split(",", -1)) {
      if (!xid.isEmpty()) {
        running.add(Long.parseUnsignedLong(xid));
      }
    }
    return new VisibleSnapshot(
        Long.parseUnsignedLong(parts[0]), Long.parseUnsignedLong(parts[1]), running);
  }

  /// Whether the snapshot sees a transaction of which the log holds the commit.
  ///
  /// @param xid 32 bits, unsigned, as in the log. Its epoch is the one that puts it nearest to
  /// `xmax`: the server never lets live ids be further apart than 2^31.
  boolean sees(long xid) {
    long full = xmax + (int) (xid - xmax);
    return full < xmax && (full < xmin || !running.contains(full));
  }
}
