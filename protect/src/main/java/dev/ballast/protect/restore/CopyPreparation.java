package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.Isolation;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.confine.ConfinedCopy;
import dev.ballast.protect.moment.Moment;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes of a backup a copy that is started again and again: restored, recovered to the end of its
/// log, promoted, confined and stopped. One use; for one thread.
public final class CopyPreparation {
  private static final Duration RECOVERY_TIMEOUT = Duration.ofHours(12);

  private final Vault vault;
  private final Backup backup;
  private final Clock clock;
  private final Progress progress;
  private RecoveryGoal.@Nullable Found goal;

  public CopyPreparation(Vault vault, Backup backup, Clock clock, Progress progress) {
    this.vault = vault;
    this.backup = backup;
    this.clock = clock;
    this.progress = progress;
  }

  /// A copy that stands still.
  ///
  /// @param tablespaces the folders outside the data directory, in the order of the backup's record
  /// @param moment where recovery stopped
  /// @param installation with which it was recovered and is to be run
  /// @param keys with which its server is entered
  /// @param phases how long each part took
  public record Prepared(
      Path dataDirectory,
      List<Path> tablespaces,
      Moment moment,
      Installation installation,
      ConfinedCopy.Keys keys,
      Optional<Isolation> isolation,
      List<Phase> phases) {
    public Prepared {
      requireNonNull(dataDirectory, "dataDirectory is null");
      requireNonNull(moment, "moment is null");
      requireNonNull(installation, "installation is null");
      requireNonNull(keys, "keys is null");
      requireNonNull(isolation, "isolation is null");
      tablespaces = List.copyOf(tablespaces);
      phases = List.copyOf(phases);
    }
  }

  /// Makes the copy in a folder that is empty or not there. Throws what a restore is refused for;
  /// nothing of it stays where it fails.
  ///
  /// @param into takes the data directory, the tablespaces beside it, and the files of the server
  ///     while it recovers
  public Prepared run(Path into, Installations servers, Confinement confinement) {
    BackupRecord record = backup.record();
    List<TablespaceMapping> mappings = new ArrayList<>();
    for (BackupRecord.Tablespace tablespace : record.copy().tablespaces()) {
      mappings.add(
          new TablespaceMapping(
              tablespace.location(), into.resolve("tablespace-" + tablespace.oid())));
    }
    RestoreSettings how =
        new RestoreSettings(
            into.resolve("data"),
            mappings,
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            true,
            false);
    Restore restore = new Restore(vault, backup, how, clock, progress);
    restore.requireTrusted();
    ServerChoice choice =
        ServerChoice.of(
            record.source(),
            Optional.of(backup.control(vault)),
            servers.ofMajor(record.version().major()));
    HostReadiness.requireLocales(record);
    RecoveryGoal.Found found = found();
    found.needed().shortfall().forEach(progress::note);
    restore.along(found.needed(), found.supply());
    return restore.run(
        restored -> recover(restored, into.resolve("work"), choice, found, confinement));
  }

  /// The most that the copy takes while it is made, with the log that it replays: no less than a
  /// restore asks for.
  public long mostBytes() {
    return RestoreRoom.most(backup.record()) + found().supply().mostBytes();
  }

  /// Reading the log takes a while where there is much of it.
  private RecoveryGoal.Found found() {
    RecoveryGoal.Found known = goal;
    if (known == null) {
      progress.begin("reading the log", 0);
      known = RecoveryGoal.LATEST.find(vault, backup);
      goal = known;
    }
    return known;
  }

  private Prepared recover(
      Restore.Restored restored,
      Path work,
      ServerChoice choice,
      RecoveryGoal.Found found,
      Confinement confinement) {
    progress.begin("recovering to " + found.target().end(), 0);
    long began = clock.nanoTime();
    RecoveringServer.Location location =
        new RecoveringServer.Location(
            restored.dataDirectory(), made(work), new Shelter(confinement, restored.tablespaces()));
    try (RecoveringServer server =
        new RecoveringServer(
            backup.record().origin(), choice.installation(), location, RECOVERY_TIMEOUT, clock)) {
      AlongLog.recoverAndPromote(server, restored.dataDirectory(), found, clock);
      ConfinedCopy copy = server.confine();
      server.stop();
      return new Prepared(
          restored.dataDirectory(),
          restored.tablespaces(),
          found.moment(),
          choice.installation(),
          copy.keys(),
          server.isolation(),
          List.of(
              restored.phase(),
              new Phase(
                  Phase.REPLAY,
                  clock.since(began),
                  found.target().end().minus(backup.record().span().start()))));
    }
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectory(folder);
    } catch (IOException e) {
      throw RestoreFaults.writing(folder, e);
    }
  }
}
