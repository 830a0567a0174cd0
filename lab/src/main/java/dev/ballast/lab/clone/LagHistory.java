package dev.ballast.lab.clone;

import dev.ballast.postgres.Lsn;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;

/// Where a primary was at which time, so that the position of a standby tells how old it is. The
/// times of commits do not: a statement of an hour commits once, and a standby that keeps up with
/// it would seem to be an hour behind. For one thread at a time.
final class LagHistory {
  private final ArrayDeque<Seen> seen = new ArrayDeque<>();

  /// @param nanos of the clock, before the position was requested
  private record Seen(long nanos, Lsn primary) {}

  /// @param nanos of the clock, before the positions were requested
  ReplicaLag add(long nanos, Lsn primary, Lsn replayed) {
    seen.addLast(new Seen(nanos, primary));
    if (!replayed.isBefore(primary)) {
      seen.clear();
      seen.addLast(new Seen(nanos, primary));
      return ReplicaLag.NONE;
    }
    // The last time at which the primary had not passed the standby's position yet.
    while (seen.size() > 1 && !replayed.isBefore(second().primary())) {
      seen.removeFirst();
    }
    Seen first = seen.getFirst();
    return new ReplicaLag(
        primary.minus(replayed),
        replayed.isBefore(first.primary())
            ? Optional.empty()
            : Optional.of(Duration.ofNanos(nanos - first.nanos())));
  }

  private Seen second() {
    Iterator<Seen> entries = seen.iterator();
    entries.next();
    return entries.next();
  }
}
