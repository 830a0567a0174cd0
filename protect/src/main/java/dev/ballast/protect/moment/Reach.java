package dev.ballast.protect.moment;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import java.time.Instant;
import java.util.Optional;

/// What can be recovered to from a backup with the log that there is. The times are those that
/// records carry: ends of transactions, checkpoints, restore points.
///
/// @param first the first consistent state
/// @param firstTime the earliest time that can be a target: the newest in the log up to there, or
///     the end of the second in which its first checkpoint was
/// @param last the end of the log
/// @param lastTime the newest time in all of it
public record Reach(Lsn first, Optional<Instant> firstTime, Lsn last, Optional<Instant> lastTime) {
  public Reach {
    requireNonNull(first, "first is null");
    requireNonNull(firstTime, "firstTime is null");
    requireNonNull(last, "last is null");
    requireNonNull(lastTime, "lastTime is null");
  }

  /// The range in a message.
  public String text() {
    return "reachable is %s%s to %s%s".formatted(first, time(firstTime), last, time(lastTime));
  }

  private static String time(Optional<Instant> time) {
    return time.map(t -> " (" + t + ")").orElse("");
  }
}
