package dev.ballast.protect.verify.snapshot;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.wal.CommitRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The commits that a snapshot still to be taken might not see. Safe for any number of threads, one
/// of which adds.
///
/// A copy of a busy source takes hours and passes hundreds of millions of commits. What one
/// snapshot sees every later one sees as well, so now and then a snapshot is taken only to forget
/// what it sees. While snapshots are tied to LSNs nothing is forgotten, and afterwards nothing
/// kept.
public final class KeptCommits {
  /// Commits kept before the first look at what can be forgotten: about 60 MB.
  static final int FORGET_FROM = 1 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<Predicate<CommitRecord>> past;
  private final int forgetFrom;
  private List<CommitRecord> commits = new ArrayList<>();
  private int forgetAt;
  private Phase phase = Phase.COPYING;

  private enum Phase {
    COPYING,
    SETTLING,
    OVER
  }

  /// @param past asks the source which commits every snapshot sees from now on
  public KeptCommits(Supplier<Predicate<CommitRecord>> past) {
    this(past, FORGET_FROM);
  }

  KeptCommits(Supplier<Predicate<CommitRecord>> past, int forgetFrom) {
    this.past = requireNonNull(past, "past is null");
    this.forgetFrom = forgetFrom;
    this.forgetAt = forgetFrom;
  }

  /// Those that a snapshot of a primary sees.
  ///
  /// @param snapshot as `pg_current_snapshot()` prints it
  public static Predicate<CommitRecord> seenBy(String snapshot) {
    VisibleSnapshot now = VisibleSnapshot.parse(snapshot);
    return commit -> now.sees(commit.xid());
  }

  /// Those that a standby has replayed.
  public static Predicate<CommitRecord> replayedBefore(Lsn lsn) {
    return commit -> commit.start().isBefore(lsn);
  }

  public void add(CommitRecord commit) {
    lock.lock();
    try {
      if (phase == Phase.OVER) {
        return;
      }
      commits.add(commit);
      if (phase == Phase.COPYING && commits.size() >= forgetAt) {
        commits.removeIf(past.get());
        forgetAt = Math.max(forgetFrom, 2 * commits.size());
      }
    } finally {
      lock.unlock();
    }
  }

  /// From now on snapshots are taken that all commits are needed for.
  public void settle() {
    lock.lock();
    try {
      phase = Phase.SETTLING;
    } finally {
      lock.unlock();
    }
  }

  /// Nobody asks any more.
  public void letGo() {
    lock.lock();
    try {
      phase = Phase.OVER;
      commits = new ArrayList<>();
    } finally {
      lock.unlock();
    }
  }

  /// Those kept, in the order of the log.
  public List<CommitRecord> all() {
    lock.lock();
    try {
      return List.copyOf(commits);
    } finally {
      lock.unlock();
    }
  }
}
