package dev.ballast.protect.verify;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.wal.CommitRecord;
import java.util.List;

/// The commits found in the source's write-ahead log while it is captured. Safe for any number of
/// threads.
public interface CommitLog {

  /// Every commit decoded so far, in the order of the log, and at least all that start before
  /// `lsn`. Waits for the capture to get there, for a bounded time; throws a fault when it does
  /// not.
  List<CommitRecord> commitsThrough(Lsn lsn);
}
