package dev.ballast.lab.clone;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Undo;
import dev.ballast.lab.LabError;
import dev.ballast.lab.thin.CopyKind;
import dev.ballast.lab.thin.Means;
import dev.ballast.lab.thin.ThinCopies;
import dev.ballast.lab.thin.ThinCopy;
import dev.ballast.lab.twin.PageCounts;
import dev.ballast.postgres.server.Confinement;
import java.nio.file.Path;
import java.util.List;

/// A clone that stands still. For one thread at a time.
public final class Clone {
  /// Copied in a few seconds.
  private static final ByteSize PLAIN_UP_TO = new ByteSize(1L << 30);

  private final CloneFolder folder;
  private final Clock clock;

  Clone(CloneFolder folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  public CloneRecord record() {
    return folder.record();
  }

  /// Until when it is kept.
  public Lease lease() {
    return folder.lease();
  }

  /// How copies of it are made in this place.
  public Means means() {
    return copies().means(folder.state());
  }

  /// Starts a copy of it, which goes when it is closed. The clone is kept for another lifetime.
  ///
  /// Throws `clone-in-use` while it is being made or removed, `clone-over-budget`, `lab-disk-full`
  /// before anything is written, and `lab-state-altered`.
  public RunningClone start(Confinement confinement, Progress progress) {
    return start(confinement, progress, copies(), folder.pages());
  }

  /// The same, for statements that are run and not planned: of a twin the files of its relations
  /// stay as short as they are, so that no statement reads pages that hold nothing.
  public RunningClone startShort(Confinement confinement, Progress progress) {
    return start(confinement, progress, copies(), new PageCounts(List.of()));
  }

  /// The same, on a copy of a certain kind.
  RunningClone start(Confinement confinement, Progress progress, ThinCopies copies) {
    return start(confinement, progress, copies, folder.pages());
  }

  private RunningClone start(
      Confinement confinement, Progress progress, ThinCopies copies, PageCounts pages) {
    CloneLock lock = CloneLock.shared(folder).orElseThrow(() -> inUse(folder.path().getFileName()));
    try (Undo<RuntimeException> undo = Undo.unlessKept(lock::close)) {
      Lab.requireThere(folder);
      sweep().forEach(path -> progress.note(Lab.removed(path)));
      folder.write(lease().usedAt(clock.now()));
      CloneRecord record = record();
      requireBudget(record, copies.means(folder.state()).kind());
      progress.begin("copying the clone", 0);
      ThinCopy copy = copies.make(folder.state(), record.stamp());
      try (Undo<RuntimeException> removing = Undo.unlessKept(copy::close)) {
        pages.applyTo(CloneFolder.data(copy.state()));
        progress.begin("starting the copy", 0);
        CloneServer server =
            CloneServer.start(
                record,
                folder.origin(),
                new CloneServer.Place(copy, confinement),
                clock,
                folder.keys().keys());
        RunningClone.Started how = new RunningClone.Started(folder, confinement, clock);
        return undo.keep(removing.keep(new RunningClone(how, record, lock, server)));
      }
    }
  }

  private static void requireBudget(CloneRecord record, CopyKind kind) {
    if (record.budget().isEmpty()) {
      return;
    }
    long budget = record.budget().get();
    long needed = record.bytes() * (kind == CopyKind.PLAIN ? 2 : 1);
    if (needed > budget) {
      throw Fault.of(
              LabError.CLONE_OVER_BUDGET,
              "a copy of clone %s would exceed its disk budget".formatted(record.name()))
          .detail(
              "the clone and a copy take %s, its budget is %s: %s are missing"
                  .formatted(
                      new ByteSize(needed), new ByteSize(budget), new ByteSize(needed - budget)))
          .hint("Create it with a larger --budget, or put the lab on XFS or Btrfs.");
    }
  }

  private ThinCopies copies() {
    return copiesIn(folder.runs());
  }

  /// As a clone is copied in this folder.
  static ThinCopies copiesIn(Path runs) {
    return ThinCopies.in(runs).plainUpTo(PLAIN_UP_TO);
  }

  /// Removes copies of it whose process is gone, with servers that still run on them.
  List<Path> sweep() {
    return copies().sweep();
  }

  static Fault inUse(Path name) {
    return Fault.of(LabError.CLONE_IN_USE, "clone " + name + " is in use")
        .detail("another command makes it, uses it or removes it")
        .hint("Wait until that command has ended; see: ballast lab list");
  }
}
