package dev.ballast.protect.restore;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.wal.LogMark;
import dev.ballast.postgres.wal.WalRecord;
import java.util.ArrayList;
import java.util.List;

/// How far apart the checkpoints in a log are. A server that recovers can remove what it replayed
/// up to the redo position of the last checkpoint that it came past, and no further. For one
/// thread.
final class CheckpointSpacing {
  private final Lsn start;
  private final List<Passed> passed = new ArrayList<>();

  /// @param at where its record ends
  private record Passed(Lsn at, Lsn redo) {}

  /// @param start where recovery begins
  CheckpointSpacing(Lsn start) {
    this.start = start;
  }

  void note(WalRecord record, LogMark mark) {
    if (mark instanceof LogMark.Checkpoint checkpoint) {
      passed.add(new Passed(record.end(), checkpoint.redo()));
    }
  }

  /// The most log that a recovery up to a position has to keep at a time.
  long most(Lsn end) {
    long most = 0;
    Lsn kept = start;
    for (Passed checkpoint : passed) {
      if (end.isBefore(checkpoint.at())) {
        break;
      }
      most = Math.max(most, checkpoint.at().minus(kept));
      kept = kept.isBefore(checkpoint.redo()) ? checkpoint.redo() : kept;
    }
    return Math.max(most, end.minus(kept));
  }
}
