package dev.ballast.protect.restore;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.server.Installations;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.restore.PointInTimeRestore.Ending;
import dev.ballast.protect.restore.PointInTimeRestore.Use;
import dev.ballast.protect.wal.LogChain;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Finds out what a restore would do, and all that it would be refused for, without writing
/// anything. One use; for one thread.
public final class RestoreRehearsal {
  private final Vault vault;
  private final Backup backup;
  private final RestoreSettings settings;
  private final List<Fault> obstacles = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private RecoveryGoal goal = RecoveryGoal.LATEST;

  public RestoreRehearsal(Vault vault, Backup backup, RestoreSettings settings) {
    this.vault = vault;
    this.backup = backup;
    this.settings = settings;
  }

  /// Recovers to a target in place of the end of the log.
  public RestoreRehearsal recoveringTo(RecoveryGoal other) {
    goal = other;
    return this;
  }

  /// Reads the list of files and, where a server would be started, the write-ahead log. Throws what
  /// leaves no plan: a tablespace without a place, a database that is not there, a log that is
  /// broken, a recovery target that cannot be reached.
  public RestorePlan plan(Ending ending, Use use) {
    BackupRecord record = backup.record();
    SortedMap<Long, Path> places = TablespacePlaces.of(record, settings);
    DatabaseSelection databases = DatabaseSelection.of(vault, backup, settings.databases());
    attempt(() -> Restore.requireTrusted(backup, settings));
    attempt(() -> RestoreFolder.requireTakeable(settings.into()));
    places.values().forEach(place -> attempt(() -> RestoreFolder.requireTakeable(place)));
    LogChain chain = RestoreLog.ofBackup(vault, record).chain();
    LogSupply supply = LogSupply.atOnce(chain.segments().size(), chain.segmentSize());
    Optional<RecoveryTarget> target = Optional.empty();
    Optional<ServerChoice> server = Optional.empty();
    if (ending == Ending.FILES_ONLY) {
      attempt(() -> ClusterOwner.of(settings.owner(), settings.into(), false));
    } else {
      RecoveryGoal.Found found = goal.find(vault, backup);
      databases.requireOwnContent(record, found.needed().chain());
      notes.addAll(found.needed().shortfall());
      target = Optional.of(found.target());
      chain = found.needed().chain();
      supply = found.supply();
      server = server(ending, use);
    }
    PlannedFiles files = files(new RestorePaths(settings.into(), places), databases, supply);
    return new RestorePlan(
        files.folders(record),
        new RestorePlan.Log(
            chain.segments().size(),
            target
                .map(RecoveryTarget::end)
                .orElse(record.span().end())
                .minus(record.span().start()),
            target),
        room(files),
        server.map(ServerChoice::sentence),
        files.leftOut(),
        obstacles,
        notes);
  }

  private PlannedFiles files(RestorePaths paths, DatabaseSelection databases, LogSupply supply) {
    try {
      PlannedFiles files = new PlannedFiles(paths, databases);
      files.addLog(supply, backup.record().source().walSegmentSize());
      backup.forEachFile(vault, files::add);
      Optional<Fault> full = files.room().lack();
      full.ifPresent(obstacles::add);
      return files;
    } catch (IOException e) {
      throw RestoreFaults.writing(settings.into(), e);
    }
  }

  private List<RestorePlan.Room> room(PlannedFiles files) {
    try {
      return files.room().demands();
    } catch (IOException e) {
      throw RestoreFaults.writing(settings.into(), e);
    }
  }

  private Optional<ServerChoice> server(Ending ending, Use use) {
    BackupRecord record = backup.record();
    if (ending == Ending.RUNNING) {
      attempt(() -> PointInTimeRestore.requireShortSocketPath(settings.into()));
    } else {
      attempt(() -> ClusterOwner.of(settings.owner(), settings.into(), true));
    }
    if (use == Use.DRILL) {
      attempt(() -> HostReadiness.requireLocales(record));
    }
    attempt(
        () ->
            notes.addAll(
                HostReadiness.localesForRestore(
                    record, Optional.of(RecoveringServer.maintenanceDatabase(record.origin())))));
    List<ServerChoice> choice = new ArrayList<>();
    attempt(
        () ->
            choice.add(
                ServerChoice.of(
                    record.source(),
                    Optional.of(backup.control(vault)),
                    Installations.ofThisMachine().ofMajor(record.version().major()))));
    return choice.stream().findFirst();
  }

  /// What refuses a restore is an entry of the plan: an operator wants to know all of it at once.
  private void attempt(Runnable check) {
    try {
      check.run();
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      obstacles.add(fault);
    }
  }
}
