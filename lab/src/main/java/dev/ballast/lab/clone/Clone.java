package dev.ballast.lab.clone;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Undo;
import dev.ballast.machine.Directories;
import dev.ballast.postgres.page.ControlFile;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.confine.ConfinedCopy;
import dev.ballast.protect.restore.RecoveringServer;
import dev.ballast.protect.restore.ServerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A clone that stands still. For one thread at a time.
public final class Clone {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(10);

  private final CloneFolder folder;
  private final Clock clock;

  Clone(CloneFolder folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  public CloneRecord record() {
    return folder.record();
  }

  /// Starts a copy of it, which goes when it is closed.
  public RunningClone start(Confinement confinement, Progress progress) {
    sweep();
    BackupRecord backup = folder.backup();
    CloneRecord record = record();
    TemporaryFolder run = TemporaryFolder.create(folder.runs(), "c");
    try (Undo<RuntimeException> undo = Undo.unlessKept(run::close)) {
      progress.begin("copying the clone", record.bytes());
      Path data = run.path().resolve("data");
      Directories.copy(folder.data(), data);
      PostgresServer.own(data);
      Path work = Files.createDirectory(run.path().resolve("w"));
      RecoveringServer server =
          new RecoveringServer(
              backup,
              installation(backup, data),
              new RecoveringServer.Location(
                  data, work, new RecoveringServer.Shelter(confinement, List.of())),
              START_TIMEOUT,
              clock);
      try (Undo<RuntimeException> ending = Undo.unlessKept(server::close)) {
        List<ServerSetting> use = CloneSettings.of(backup, record.bytes());
        ConfinedCopy copy = server.run(use, folder.keys().keys());
        RunningClone running = new RunningClone(record, run, server, copy);
        ClonePowers.give(copy, running.maintenanceDatabase());
        return undo.keep(ending.keep(running));
      }
    } catch (IOException e) {
      throw folder.notWritable(e);
    }
  }

  private static Installation installation(BackupRecord backup, Path data) {
    return ServerChoice.of(
            backup.source(),
            Optional.of(ControlFile.read(data)),
            Installations.ofThisMachine().ofMajor(backup.version().major()))
        .installation();
  }

  /// Removes copies of it whose process is gone, with servers that still run on them.
  void sweep() {
    TemporaryFolder.sweep(folder.runs());
  }
}
