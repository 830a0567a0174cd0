package dev.ballast.evidence;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// One measured stretch of a run.
///
/// @param bytes what the phase worked through, 0 where a rate has no meaning
public record Phase(String name, Duration took, long bytes) {
  /// Reading the source's files and storing them.
  public static final String BACKUP = "backup";

  /// Writing files and write-ahead log into a folder.
  public static final String RESTORE = "restore";

  /// Reading the stored write-ahead log, record by record.
  public static final String WAL_CHECK = "WAL check";

  /// Starting a server on a copy, until it is consistent and takes sessions.
  public static final String START = "start";

  /// What was replayed after [#START], up to the target.
  public static final String REPLAY = "replay";

  /// [#START] and [#REPLAY] together, in evidence of before they were measured separately.
  public static final String RECOVERY = "recovery";

  /// Ending recovery, until the copy can be written to.
  public static final String PROMOTION = "promotion";

  public Phase {
    requireNonNull(name, "name is null");
    requireNonNull(took, "took is null");
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes is negative: " + bytes);
    }
  }

  /// Bytes per second, 0 where nothing was counted or no time passed.
  public double bytesPerSecond() {
    return took.isZero() ? 0 : bytes / (took.toNanos() / 1e9);
  }
}
