package dev.ballast.protect.restore;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Progress;
import dev.ballast.machine.Account;
import dev.ballast.machine.Places;
import dev.ballast.machine.ServerUser;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.moment.Moment;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Restores a backup and recovers it to the end of its write-ahead log. One use; for one thread.
public final class PointInTimeRestore {
  private static final Duration RECOVERY_TIMEOUT = Duration.ofHours(12);

  /// Where configuration, log and socket of a server that is left running lie.
  private static final String WORK_DIRECTORY = "ballast-recovery";

  /// The kernel takes 107 bytes for the path of a socket; its folder's and its own name need 17
  /// of them.
  private static final int MAX_SOCKET_FOLDER_BYTES = 90;

  private final Vault vault;
  private final Backup backup;
  private final RestoreSettings settings;
  private final Clock clock;
  private final Progress progress;
  private RecoveryGoal goal = RecoveryGoal.LATEST;

  public PointInTimeRestore(
      Vault vault, Backup backup, RestoreSettings settings, Clock clock, Progress progress) {
    this.vault = vault;
    this.backup = backup;
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
  }

  /// Recovers to a target in place of the end of the log.
  public PointInTimeRestore recoveringTo(RecoveryGoal other) {
    goal = other;
    return this;
  }

  /// How far a restore goes.
  public enum Ending {
    /// The files are written; no server was started.
    FILES_ONLY,
    /// Recovered, promoted and stopped: a cluster ready to be started.
    RECOVERED,
    /// Recovered, promoted and left running.
    RUNNING
  }

  /// What the restored cluster is for.
  public enum Use {
    /// To take the source's place.
    REPLACEMENT,
    /// To be looked at beside the source: whatever acts by itself or reaches other servers is taken
    /// from it.
    DRILL
  }

  /// What a restore did.
  ///
  /// @param outward what the cluster holds that acts by itself, or held before it was made one
  /// for a
  ///     drill; absent where no server was started, and nobody looked
  /// @param moment where recovery stopped; absent where no server was started
  /// @param server which server recovered it; absent where none was started
  /// @param kept present where the server was left running
  /// @param start how to start it; absent where it runs, or where no server of its major is here
  /// @param notes what the backup did not have, and what was written or corrected for this machine
  public record Result(
      Phase files,
      Optional<Moment> moment,
      Optional<ServerChoice> server,
      Optional<KeptServer> kept,
      Optional<OutwardObjects> outward,
      Optional<StartCommand> start,
      List<String> notes) {
    public Result {
      notes = List.copyOf(notes);
    }

    /// The end of the last record that was replayed; absent where no server was started.
    public Optional<Lsn> recoveredTo() {
      return moment.map(Moment::end);
    }
  }

  public Result run(Ending ending) {
    return run(ending, Use.REPLACEMENT);
  }

  /// Restores and, unless only files are requested, recovers.
  ///
  /// @param use a drill needs a server, so it does not go with `FILES_ONLY`
  public Result run(Ending ending, Use use) {
    Restore restore = new Restore(vault, backup, settings, clock, progress);
    ServerUser owner =
        ending == Ending.RUNNING
            ? ServerUser.of(Account.CLUSTERS)
            : ClusterOwner.of(settings.owner(), settings.into(), ending != Ending.FILES_ONLY);
    Completion completion = new Completion(backup.record(), settings.into(), owner);
    if (ending == Ending.FILES_ONLY) {
      if (use == Use.DRILL) {
        throw new IllegalArgumentException("nothing is disabled where no server is started");
      }
      if (!settings.databases().isEmpty()) {
        throw new IllegalArgumentException("nothing is marked where no server is started");
      }
      completion.note(HostReadiness.localesForRestore(backup.record(), Optional.empty()), progress);
      return restore.run(restored -> filesOnly(restored, completion, progress));
    }
    if (ending == Ending.RUNNING) {
      requireShortSocketPath(settings.into());
    }
    // What would make the recovery impossible is found before anything is written.
    restore.requireTrusted();
    DatabaseSelection databases = restore.databases();
    Places.temporaryIgnored().ifPresent(progress::note);
    TemporaryFolder.sweep().forEach(f -> progress.note("removed " + f + " of an interrupted run"));
    ServerChoice server =
        ServerChoice.of(
            backup.record().source(),
            Optional.of(backup.control(vault)),
            Installations.ofThisMachine().ofMajor(backup.record().version().major()));
    if (use == Use.DRILL) {
      HostReadiness.requireLocales(backup.record());
    }
    completion.note(
        HostReadiness.localesForRestore(
            backup.record(),
            Optional.of(RecoveringServer.maintenanceDatabase(backup.record().origin()))),
        progress);
    progress.begin("reading the log", 0);
    RecoveryGoal.Found found = goal.find(vault, backup);
    completion.note(found.needed().shortfall(), progress);
    databases.requireOwnContent(backup.record(), found.needed().chain());
    restore.along(found.needed(), found.supply());
    Course course = new Course(ending, use, found, completion, databases);
    return restore.run(restored -> recover(restored, server, course));
  }

  private record Course(
      Ending ending,
      Use use,
      RecoveryGoal.Found found,
      Completion completion,
      DatabaseSelection databases) {}

  /// Without a server of the major on this machine the configuration is left as it was backed up.
  private static Result filesOnly(
      Restore.Restored restored, Completion completion, Progress progress) {
    completion.note(restored.delta().map(Delta::summary).stream().toList(), progress);
    completion.withoutServer(restored);
    return new Result(
        restored.phase(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        completion.start(),
        completion.notes());
  }

  private Result recover(Restore.Restored restored, ServerChoice choice, Course course) {
    RecoveryTarget target = course.found().target();
    course.completion().note(restored.delta().map(Delta::summary).stream().toList(), progress);
    progress.begin("recovering to " + target.end(), 0);
    try (TemporaryFolder folder = TemporaryFolder.create("restore")) {
      Path work =
          Files.createDirectory(
              course.ending() == Ending.RUNNING
                  ? restored.dataDirectory().resolve(WORK_DIRECTORY)
                  : folder.path().resolve("work"));
      try (RecoveringServer server =
          new RecoveringServer(
              backup.record().origin(),
              choice.installation(),
              new RecoveringServer.Location(
                  restored.dataDirectory(), work, shelter(restored, course.ending())),
              RECOVERY_TIMEOUT,
              clock)) {
        AlongLog.recoverAndPromote(server, restored.dataDirectory(), course.found(), clock);
        course
            .databases()
            .kept()
            .ifPresent(kept -> course.completion().note(server.markLeftOut(kept), progress));
        Optional<OutwardObjects> outward = Optional.of(server.outward());
        if (course.use() == Use.DRILL) {
          server.prepareDrill();
        }
        Optional<KeptServer> kept = Optional.empty();
        if (course.ending() == Ending.RUNNING) {
          kept = Optional.of(server.leaveRunning());
        } else {
          server.stop();
        }
        Completion completion = course.completion();
        completion.run(restored, choice.installation(), kept.isPresent());
        return new Result(
            restored.phase(),
            Optional.of(course.found().moment()),
            Optional.of(choice),
            kept,
            outward,
            completion.start(),
            completion.notes());
      }
    } catch (IOException e) {
      throw RestoreFaults.writing(settings.into(), e);
    }
  }

  /// A server that is left running is the operator's: a sandbox would keep its clients away.
  private static Shelter shelter(Restore.Restored restored, Ending ending) {
    return ending == Ending.RUNNING
        ? Shelter.NONE
        : new Shelter(Confinement.PREFERRED, restored.tablespaces());
  }

  /// A path that the kernel would refuse is refused before hours of restoring.
  static void requireShortSocketPath(Path into) {
    String path = into.resolve(WORK_DIRECTORY).toString();
    if (path.getBytes(StandardCharsets.UTF_8).length > MAX_SOCKET_FOLDER_BYTES) {
      throw Fault.of(
              ProtectError.RESTORE_TARGET_NOT_WRITABLE,
              "path " + path + " is too long for a server's socket")
          .hint("Choose a shorter folder, or leave out --keep-running.");
    }
  }
}
