package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;

/// How log gets to the server that replays it: short log is written into `pg_wal` before the server
/// starts; of longer log there is a window, which is filled ahead of the server and emptied behind
/// it.
///
/// @param inWindow whether there is a window
/// @param windowSegments how many segments are in it at most
/// @param serverBytes what the server may gather before it removes what it replayed
/// @param mostBytes the most that log takes of the disk
public record LogSupply(boolean inWindow, int windowSegments, long serverBytes, long mostBytes) {
  /// In a window, so that it is never empty while the server works.
  private static final long WINDOW_BYTES = 1L << 30;

  private static final int FEWEST = 4;
  private static final int MOST = 64;

  /// How log up to a position is supplied.
  ///
  /// @param segments how many files it is in
  static LogSupply of(int segments, int segmentSize, CheckpointSpacing spacing, Lsn end) {
    requireNonNull(end, "end is null");
    int window = Math.clamp(WINDOW_BYTES / segmentSize, FEWEST, MOST);
    long all = (long) segments * segmentSize;
    if (segments <= 2 * window) {
      return atOnce(segments, segmentSize);
    }
    long server = (long) window * segmentSize;
    // What is replayed while the server removes, and the segments that both ends of it are in.
    long kept = Math.max(server, spacing.most(end)) + server / 2 + 2L * segmentSize;
    long most = server + kept;
    return most < all ? new LogSupply(true, window, server, most) : atOnce(segments, segmentSize);
  }

  /// All of it before the server starts.
  static LogSupply atOnce(int segments, int segmentSize) {
    long all = (long) segments * segmentSize;
    return new LogSupply(false, segments, all, all);
  }
}
