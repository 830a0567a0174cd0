package dev.ballast.lab.clone;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Verdict;
import dev.ballast.lab.LabError;
import dev.ballast.machine.Directories;
import dev.ballast.machine.OwnFolder;
import dev.ballast.machine.Places;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.Isolation;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupEvidence;
import dev.ballast.protect.restore.CopyPreparation;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The clones of this machine, in a folder. For one thread at a time.
public final class Lab {
  private static final String PERMISSIONS = Places.isRoot() ? "rwx--x--x" : "rwx------";

  /// Short, since the path of a server's socket must be.
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,30}");

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

  /// @param folder made where it is missing; this user's alone
  public static Lab in(Path folder, Clock clock) {
    requireNonNull(clock, "clock is null");
    try {
      return new Lab(OwnFolder.require(folder, PERMISSIONS), clock);
    } catch (IOException e) {
      throw new CloneFolder(folder).notWritable(e);
    }
  }

  /// What a clone is made of.
  ///
  /// @param name what it is to be called
  /// @param unprovedToo whether a backup will do that was never proved
  public record Wanted(String name, Backup backup, boolean unprovedToo, Confinement confinement) {
    public Wanted {
      requireNonNull(name, "name is null");
      requireNonNull(backup, "backup is null");
      requireNonNull(confinement, "confinement is null");
    }
  }

  /// Restores a backup, recovers it, confines it and keeps it. Throws what a restore is refused
  /// for, `clone-exists` and `clone-source-unproved`; nothing of the clone stays then.
  public Clone create(Wanted wanted, Vault vault, Progress progress) {
    sweep(progress);
    CloneFolder place = folder(wanted.name());
    if (place.isWhole()) {
      throw Fault.of(LabError.CLONE_EXISTS, "the lab has a clone " + wanted.name())
          .hint("Destroy it with: ballast lab destroy " + wanted.name());
    }
    if (!wanted.unprovedToo()) {
      requireProved(vault, wanted.backup());
    }
    try (TemporaryFolder making = TemporaryFolder.create(folder, "new")) {
      CopyPreparation.Prepared prepared =
          new CopyPreparation(vault, wanted.backup(), clock, progress)
              .run(making.path(), Installations.ofThisMachine(), wanted.confinement());
      CloneFolder made = new CloneFolder(making.path());
      var record = wanted.backup().record();
      CloneRecord description =
          new CloneRecord(
              wanted.name(),
              record.target(),
              wanted.backup().id().text(),
              prepared.installation().version().toString(),
              clock.now(),
              prepared.moment().lastCommit(),
              made.bytes(),
              record.copy().tablespaces().stream().map(t -> t.oid()).toList(),
              prepared.isolation().map(Isolation::display).orElse(""),
              prepared.phases());
      made.write(description, CloneKeys.of(prepared.keys()), record);
      keep(made, place);
    }
    return new Clone(place, clock);
  }

  /// The parts are moved one by one, the record last, since the folder that they were made in goes.
  private void keep(CloneFolder made, CloneFolder place) {
    try {
      Directories.delete(place.path());
      OwnFolder.require(place.path(), PERMISSIONS);
      try (Stream<Path> parts = Files.list(made.path())) {
        List<Path> kept =
            parts
                .filter(part -> !part.endsWith("work") && !part.endsWith("owner.lock"))
                .sorted(
                    (a, b) -> Boolean.compare(a.endsWith("clone.json"), b.endsWith("clone.json")))
                .toList();
        for (Path part : kept) {
          Files.move(part, place.path().resolve(part.getFileName()));
        }
      }
    } catch (IOException e) {
      throw place.notWritable(e);
    }
  }

  private static void requireProved(Vault vault, Backup backup) {
    Optional<Verdict> verdict =
        BackupEvidence.read(vault).proof(backup).map(BackupEvidence.Proved::verdict);
    if (verdict.isEmpty() || !verdict.get().isProved()) {
      throw Fault.of(LabError.CLONE_SOURCE_UNPROVED, "backup " + backup.id() + " was not proved")
          .detail(verdict.flatMap(Verdict::why).orElse("the evidence log has no proof of it"))
          .hint("Prove it with: ballast prove --backup " + backup.id());
    }
  }

  /// Every whole clone, by name.
  public List<Clone> clones() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(CloneFolder::new)
          .filter(CloneFolder::isWhole)
          .sorted((a, b) -> a.path().compareTo(b.path()))
          .map(place -> new Clone(place, clock))
          .toList();
    } catch (IOException e) {
      throw new CloneFolder(folder).notWritable(e);
    }
  }

  /// Throws `clone-unknown` where there is none of that name.
  public Clone clone(String name) {
    CloneFolder place = folder(name);
    if (!place.isWhole()) {
      throw Fault.of(LabError.CLONE_UNKNOWN, "the lab has no clone " + name)
          .detail("its folder is " + folder)
          .hint("See: ballast lab list");
    }
    return new Clone(place, clock);
  }

  /// Removes a clone with everything in it.
  public void destroy(String name) {
    Clone clone = clone(name);
    clone.sweep();
    Directories.delete(folder(name).path());
  }

  private CloneFolder folder(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Fault.of(LabError.CLONE_NAME_INVALID, "a clone cannot be named " + name)
          .hint("Use at most 31 lower-case letters, digits, - and _.");
    }
    return new CloneFolder(folder.resolve(name));
  }

  private void sweep(Progress progress) {
    TemporaryFolder.sweep(folder)
        .forEach(f -> progress.note("removed " + f + " of an interrupted run"));
  }
}
