package dev.ballast.protect.verify.snapshot;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.wal.CommitRecord;
import java.util.List;

/// The commits found in the source's write-ahead log while it is captured. Safe for any number of
/// threads.
public interface CommitLog {

  /// Every commit decoded so far that a snapshot taken after [#settle] might not see, in the order
  /// of the log, and at least all such that start before `lsn`. Waits for the capture to get
  /// there, for a bounded time; throws a fault when it does not.
  List<CommitRecord> commitsThrough(Lsn lsn);

  /// Snapshots are about to be taken; from now on every commit is kept that one of them might not
  /// see.
  void settle();

  /// Nobody asks for commits any more, and none need be kept.
  void letGo();
}
