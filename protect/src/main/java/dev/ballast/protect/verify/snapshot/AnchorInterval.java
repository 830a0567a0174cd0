package dev.ballast.protect.verify.snapshot;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.wal.CommitRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The LSNs at which a copy shows exactly what a snapshot showed: recovered to any of them,
/// exclusive, it has replayed every commit the snapshot saw and none that it did not.
///
/// @param after the target must be after this LSN
/// @param upTo and not after this one
record AnchorInterval(Lsn after, Lsn upTo) {

  /// The interval of a snapshot, or none where it sees a commit that is in the log behind one
  /// it does not see: then no LSN corresponds to it.
  ///
  /// @param floor the target must be after this LSN in any case
  /// @param noted the insert position, read after the snapshot was taken
  /// @param commits all commits of the log that could matter, at least through `noted`
  static Optional<AnchorInterval> of(
      VisibleSnapshot snapshot, Lsn floor, Lsn noted, List<CommitRecord> commits) {
    Lsn lastSeen = floor;
    Lsn firstUnseen = noted;
    for (CommitRecord commit : commits) {
      if (snapshot.sees(commit.xid())) {
        lastSeen = lastSeen.isBefore(commit.start()) ? commit.start() : lastSeen;
      } else {
        firstUnseen = commit.start().isBefore(firstUnseen) ? commit.start() : firstUnseen;
      }
    }
    return lastSeen.isBefore(firstUnseen)
        ? Optional.of(new AnchorInterval(lastSeen, firstUnseen))
        : Optional.empty();
  }

  /// The longest header of a page of the log, which can lie between the end of one record and the
  /// start of the next; see `XLogLongPageHeaderData` in `access/xlog_internal.h`.
  private static final int PAGE_HEADER = 40;

  /// The interval of a snapshot that was taken on a standby, where commits become visible in the
  /// order of the log: or none where a commit may have been replayed while it was taken, for then
  /// nobody knows whether it sees it.
  ///
  /// @param floor the target must not be before this LSN in any case
  /// @param before what was replayed before the snapshot was taken
  /// @param noted what was replayed after it; the record behind it may have been half replayed
  /// @param commits all commits of the log that could matter, at least through the record behind
  ///     `noted`
  static Optional<AnchorInterval> ofReplay(
      Lsn floor, Lsn before, Lsn noted, List<CommitRecord> commits) {
    // The floor itself was replayed, and a copy that stops there has replayed the same.
    Lsn lastSeen = new Lsn(floor.value() - 1);
    for (CommitRecord commit : commits) {
      if (commit.start().isBefore(before)) {
        lastSeen = lastSeen.isBefore(commit.start()) ? commit.start() : lastSeen;
      } else if (!noted.plus(PAGE_HEADER).isBefore(commit.start())) {
        return Optional.empty();
      }
    }
    return Optional.of(new AnchorInterval(lastSeen, noted));
  }

  /// The fewest targets that are in all intervals together, ascending: each interval has one of
  /// them, [#firstIn] says which.
  static List<Lsn> targets(List<AnchorInterval> intervals) {
    List<AnchorInterval> byEnd = new ArrayList<>(intervals);
    byEnd.sort(Comparator.comparing(AnchorInterval::upTo));
    List<Lsn> targets = new ArrayList<>();
    for (AnchorInterval interval : byEnd) {
      if (targets.isEmpty() || !interval.holds(targets.getLast())) {
        targets.add(interval.upTo());
      }
    }
    return List.copyOf(targets);
  }

  boolean holds(Lsn target) {
    return after.isBefore(target) && !upTo.isBefore(target);
  }

  Lsn firstIn(List<Lsn> targets) {
    return targets.stream().filter(this::holds).findFirst().orElseThrow();
  }
}
