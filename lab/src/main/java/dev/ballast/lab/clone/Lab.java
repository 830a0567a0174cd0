package dev.ballast.lab.clone;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Acceptance;
import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Verdict;
import dev.ballast.lab.LabError;
import dev.ballast.lab.thin.CopyKind;
import dev.ballast.lab.thin.Means;
import dev.ballast.lab.thin.ThinCopies;
import dev.ballast.lab.twin.TwinSource;
import dev.ballast.machine.MachineError;
import dev.ballast.machine.OwnFolder;
import dev.ballast.machine.Places;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.Isolation;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupEvidence;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.restore.CopyPreparation;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The clones of this machine, in a folder. For one thread at a time; any number of processes may
/// use one folder.
public final class Lab {
  static final String PERMISSIONS = Places.isRoot() ? "rwx--x--x" : "rwx------";

  /// Short, since the path of a server's socket must be.
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,30}");

  /// What takes a clone until all of it is there.
  static final String MAKING = "new";

  static final String MADE = "c";

  private final Path folder;
  private final Clock clock;

  private Lab(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// Where the lab is unless another folder is named.
  public static Path defaultFolder() {
    return Places.state().resolve("lab");
  }

  /// The lab in a folder.
  ///
  /// @param folder made where it is missing; this user's alone
  public static Lab in(Path folder, Clock clock) {
    requireNonNull(clock, "clock is null");
    try {
      return new Lab(OwnFolder.require(folder, PERMISSIONS), clock);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      throw elsewhere(fault);
    } catch (IOException e) {
      throw new CloneFolder(folder).notWritable(e);
    }
  }

  /// The folder of a fault of the machine is the lab's, which an option names.
  static Fault elsewhere(Fault fault) {
    return fault.code() instanceof MachineError
        ? fault.hint("Name another folder with --lab, or make room in this one.")
        : fault;
  }

  private TemporaryFolder temporary() {
    try {
      return TemporaryFolder.create(folder, MAKING);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      throw elsewhere(fault);
    }
  }

  /// What a clone is made of.
  ///
  /// @param name what it is to be called
  /// @param source what must be known of the backup
  /// @param bounds how long it is kept, and how much it may take
  public record Wanted(
      String name, Backup backup, Trust source, Confinement confinement, Bounds bounds) {
    public Wanted {
      requireNonNull(name, "name is null");
      requireNonNull(backup, "backup is null");
      requireNonNull(confinement, "confinement is null");
      requireNonNull(bounds, "bounds is null");
    }

    /// With the usual bounds, of a backup that was proved, or of any.
    public Wanted(String name, Backup backup, boolean unprovedToo, Confinement confinement) {
      this(name, backup, unprovedToo ? Trust.ANY : Trust.PROVED, confinement, Bounds.USUAL);
    }
  }

  /// What must be known of a backup before it makes a clone.
  ///
  /// @param unprovedToo whether one will do that was never proved
  /// @param accepted what a proof may leave undecided
  public record Trust(boolean unprovedToo, Acceptance accepted) {
    public static final Trust ANY = new Trust(true, Acceptance.NONE);
    public static final Trust PROVED = new Trust(false, Acceptance.NONE);

    public Trust {
      requireNonNull(accepted, "accepted is null");
    }
  }

  /// What a clone is held to.
  ///
  /// @param lifetime how long it is kept after each use
  /// @param budget the most bytes that it and a copy may take; empty for no bound of its own
  public record Bounds(Duration lifetime, Optional<ByteSize> budget) {
    public static final Bounds USUAL = new Bounds(Lease.DEFAULT, Optional.empty());

    public Bounds {
      requireNonNull(lifetime, "lifetime is null");
      requireNonNull(budget, "budget is null");
    }
  }

  /// Restores a backup, recovers it, confines it and keeps it. Throws what a restore is refused
  /// for, `clone-exists`, `clone-in-use` and `clone-source-unproved`; `clone-over-budget` and
  /// `lab-disk-full` before anything is written. Nothing of the clone stays then.
  public Clone create(Wanted wanted, Vault vault, Progress progress) {
    CloneFolder place = place(wanted.name());
    sweep().lines().forEach(progress::note);
    CopyPreparation preparation = new CopyPreparation(vault, wanted.backup(), clock, progress);
    try (CloneLock _ = alone(place)) {
      requireFree(wanted.name());
      if (!wanted.source().unprovedToo()) {
        requireProved(vault, wanted.backup(), wanted.source().accepted());
      }
      requireRoom(wanted, preparation.mostBytes());
      make(wanted, preparation, place);
    }
    return new Clone(place, clock);
  }

  /// Makes a clone without rows of what was read of a target; see [TwinMaking]. Throws
  /// `clone-exists` and `clone-in-use`, and what making its server is refused for. Nothing of it
  /// stays then.
  public Clone createTwin(WantedTwin wanted, Progress progress) {
    CloneFolder place = place(wanted.name());
    sweep().lines().forEach(progress::note);
    try (CloneLock _ = alone(place)) {
      requireFree(wanted.name());
      new TwinFolder(folder, clock).make(wanted, place, progress);
    }
    return new Clone(place, clock);
  }

  /// A twin.
  ///
  /// @param name what it is to be called
  /// @param lifetime how long it is kept after each use
  public record WantedTwin(
      String name, TwinSource source, Confinement confinement, Duration lifetime) {
    public WantedTwin {
      requireNonNull(name, "name is null");
      requireNonNull(source, "source is null");
      requireNonNull(confinement, "confinement is null");
      requireNonNull(lifetime, "lifetime is null");
    }
  }

  /// Throws `clone-exists` where the name is taken, and `clone-name-invalid`.
  public void requireFree(String name) {
    if (place(name).isThere()) {
      throw Fault.of(LabError.CLONE_EXISTS, "the lab has a clone " + name)
          .detail("its folder is " + place(name).path())
          .hint("Destroy it with: ballast lab destroy " + name);
    }
  }

  private void make(Wanted wanted, CopyPreparation preparation, CloneFolder place) {
    try (TemporaryFolder making = temporary()) {
      CloneFolder made =
          new CloneFolder(OwnFolder.require(making.path().resolve(MADE), PERMISSIONS));
      Path state = OwnFolder.require(made.state(), PERMISSIONS);
      CopyPreparation.Prepared prepared =
          preparation.run(state, Installations.ofThisMachine(), wanted.confinement());
      BackupRecord backup = wanted.backup().record();
      List<Long> tablespaces =
          backup.copy().tablespaces().stream().map(BackupRecord.Tablespace::oid).toList();
      CloneState.settle(state, tablespaces);
      ThinCopies.Content content = ThinCopies.content(state);
      made.write(
          new CloneRecord(
              wanted.name(),
              backup.target(),
              wanted.backup().id().text(),
              prepared.installation().version().toString(),
              clock.now(),
              prepared.moment().lastCommit(),
              content.bytes(),
              wanted.bounds().budget().map(ByteSize::bytes),
              tablespaces,
              prepared.isolation().map(Isolation::display).orElse(""),
              content.stamp(),
              prepared.phases(),
              Optional.empty()),
          CloneKeys.of(prepared.keys()),
          backup);
      made.write(Lease.from(clock.now(), wanted.bounds().lifetime()));
      // Either all of the clone has its name, or nothing.
      Files.move(made.path(), place.path(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw place.notWritable(e);
    }
  }

  private static void requireProved(Vault vault, Backup backup, Acceptance accepted) {
    Optional<BackupEvidence.Proved> proof = BackupEvidence.read(vault).proof(backup);
    Optional<Verdict> verdict = proof.map(BackupEvidence.Proved::verdict);
    if (proof.isEmpty() || !proof.get().suffices(accepted)) {
      throw Fault.of(LabError.CLONE_SOURCE_UNPROVED, "backup " + backup.id() + " was not proved")
          .detail(verdict.flatMap(Verdict::why).orElse("the evidence log has no proof of it"))
          .hint(
              verdict.filter(Verdict.Undecided.class::isInstance).isPresent()
                  ? "Name what may be undecided with --accept-undecided, as for ballast prove."
                  : "Prove it with: ballast prove --target %s --backup %s"
                      .formatted(backup.record().target(), backup.id()));
    }
  }

  /// Room for the clone, and where a copy shares nothing with it, for one copy as well.
  ///
  /// @param bytes the most that the clone takes while it is made, with its log
  private void requireRoom(Wanted wanted, long bytes) {
    Means means = ThinCopies.in(folder).means();
    long needed = bytes * (means.kind() == CopyKind.PLAIN ? 2 : 1);
    String what =
        "a clone%s needs %s"
            .formatted(
                means.kind() == CopyKind.PLAIN ? " and a copy of it" : "", new ByteSize(needed));
    Optional<ByteSize> budget = wanted.bounds().budget();
    if (budget.isPresent() && budget.get().bytes() < needed) {
      throw Fault.of(
              LabError.CLONE_OVER_BUDGET,
              "backup %s exceeds the budget".formatted(wanted.backup().id()))
          .detail(
              "%s, the budget is %s: %s are missing"
                  .formatted(what, budget.get(), new ByteSize(needed - budget.get().bytes())))
          .hint("Name a larger --budget. Nothing was written.");
    }
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < needed) {
        throw Fault.of(LabError.LAB_DISK_FULL, "not enough room for a clone in " + folder)
            .detail(
                "%s, %s are free: %s are missing"
                    .formatted(what, new ByteSize(free), new ByteSize(needed - free)))
            .hint("Free space, or name another folder with --lab. Nothing was written.");
      }
    } catch (IOException e) {
      throw new CloneFolder(folder).notWritable(e);
    }
  }

  /// Every clone, by name.
  public List<Clone> clones() {
    return places().stream().map(place -> new Clone(place, clock)).toList();
  }

  private List<CloneFolder> places() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> NAME.matcher(entry.getFileName().toString()).matches())
          .map(CloneFolder::new)
          .filter(CloneFolder::isThere)
          .sorted(Comparator.comparing(CloneFolder::path))
          .toList();
    } catch (IOException e) {
      throw new CloneFolder(folder).notWritable(e);
    }
  }

  /// Throws `clone-unknown` where there is none of that name.
  public Clone clone(String name) {
    CloneFolder place = place(name);
    requireThere(place);
    return new Clone(place, clock);
  }

  static void requireThere(CloneFolder place) {
    if (!place.isThere()) {
      throw Fault.of(LabError.CLONE_UNKNOWN, "the lab has no clone " + place.path().getFileName())
          .detail("its folder is " + place.path().getParent())
          .hint("See: ballast lab list");
    }
  }

  /// Removes a clone with everything in it. Throws `clone-in-use` while a copy of it runs.
  public void destroy(String name) {
    CloneFolder place = place(name);
    requireThere(place);
    try (CloneLock _ = alone(place)) {
      requireThere(place);
      remove(place);
    }
  }

  /// What is cut off here is swept later as an interrupted run.
  private void remove(CloneFolder place) {
    new Clone(place, clock).sweep();
    try (TemporaryFolder going = temporary()) {
      Files.move(place.path(), going.path().resolve(MADE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw place.notWritable(e);
    }
  }

  private CloneFolder place(String name) {
    if (!NAME.matcher(name).matches() || name.startsWith(MAKING + "-")) {
      throw Fault.of(LabError.CLONE_NAME_INVALID, "a clone cannot be named " + name)
          .detail("it would be the name of a folder")
          .hint("Use at most 31 lower-case letters, digits, - and _; not new- at the beginning.");
    }
    return new CloneFolder(folder.resolve(name));
  }

  private static CloneLock alone(CloneFolder place) {
    return CloneLock.alone(place).orElseThrow(() -> Clone.inUse(place.path().getFileName()));
  }

  /// What a command of the lab removed before its own work.
  ///
  /// @param interrupted the folders of processes that are gone
  /// @param expired clones of which the lease had ended
  /// @param kept clones of which the lease had ended and that could not be removed, with the reason
  public record Swept(List<Path> interrupted, List<String> expired, List<String> kept) {
    public Swept {
      interrupted = List.copyOf(interrupted);
      expired = List.copyOf(expired);
      kept = List.copyOf(kept);
    }

    /// One line each, for people.
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      interrupted.forEach(path -> lines.add(removed(path)));
      expired.forEach(name -> lines.add("removed clone " + name + ", whose lease had ended"));
      kept.forEach(why -> lines.add("not removed: " + why));
      return lines;
    }
  }

  static String removed(Path path) {
    return "removed " + path + " of an interrupted command";
  }

  /// Removes what killed commands left, with servers that still run there, and clones whose lease
  /// has ended. What is in use stays.
  public Swept sweep() {
    List<Path> interrupted =
        new ArrayList<>(
            TemporaryFolder.sweep(
                folder,
                left ->
                    PostgresServer.endOrphan(
                        CloneFolder.data(new CloneFolder(left.resolve(MADE)).state()))));
    List<String> expired = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    for (CloneFolder place : places()) {
      String name = place.path().getFileName().toString();
      try {
        interrupted.addAll(new Clone(place, clock).sweep());
        if (place.lease().hasExpired(clock.now()) && removeUnused(place)) {
          expired.add(name);
        }
      } catch (Fault fault) {
        CommonError.rethrowInterrupt(fault);
        kept.add("clone %s: %s".formatted(name, fault.getMessage()));
      }
    }
    return new Swept(interrupted, expired, kept);
  }

  /// Returns whether nobody used it, so that it is gone.
  private boolean removeUnused(CloneFolder place) {
    Optional<CloneLock> lock = CloneLock.alone(place);
    if (lock.isEmpty()) {
      return false;
    }
    try (CloneLock _ = lock.get()) {
      boolean unused = place.isThere() && place.lease().hasExpired(clock.now());
      if (unused) {
        remove(place);
      }
      return unused;
    }
  }
}
