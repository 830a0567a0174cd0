package dev.ballast.protect.moment;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import java.time.Instant;
import java.util.Optional;

/// Where in the log a recovery target is.
///
/// @param target what was sought, in words
/// @param lastRecord where the last record to be replayed starts
/// @param end where it ends
/// @param lastCommit when the last transaction committed that is replayed; empty where the log
///     replays none, so that all that there are were committed before the backup
/// @param leftOut how many transactions commit behind it in the log
/// @param reach what else could be recovered to
public record Moment(
    String target,
    Lsn lastRecord,
    Lsn end,
    Optional<Instant> lastCommit,
    long leftOut,
    Reach reach) {
  public Moment {
    requireNonNull(target, "target is null");
    requireNonNull(lastRecord, "lastRecord is null");
    requireNonNull(end, "end is null");
    requireNonNull(lastCommit, "lastCommit is null");
    requireNonNull(reach, "reach is null");
  }
}
