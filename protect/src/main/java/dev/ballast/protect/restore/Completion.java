package dev.ballast.protect.restore;

import dev.ballast.evidence.Progress;
import dev.ballast.machine.Account;
import dev.ballast.machine.ServerUser;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.Origin;
import dev.ballast.protect.backup.BackupRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The last act of a restore: the cluster gets a configuration that starts on this machine, and is
/// handed to the user that is to start it. One use; for one thread.
final class Completion {
  private static final String LOG = "ballast-start.log";

  private final BackupRecord record;
  private final Path dataDirectory;
  private final ServerUser owner;
  private final List<String> notes = new ArrayList<>();
  private Optional<StartCommand> start = Optional.empty();

  Completion(BackupRecord record, Path dataDirectory, ServerUser owner) {
    this.record = record;
    this.dataDirectory = dataDirectory;
    this.owner = owner;
  }

  /// Takes warnings up that are shown at once and in the result.
  void note(List<String> warnings, Progress progress) {
    warnings.forEach(progress::note);
    notes.addAll(warnings);
  }

  /// What is reported of the result.
  List<String> notes() {
    return List.copyOf(notes);
  }

  Optional<StartCommand> start() {
    return start;
  }

  /// Where only files were written: with a server of the major that is on this machine already.
  void withoutServer(Restore.Restored restored) {
    int major = record.version().major();
    Optional<Installation> installed =
        Installations.ofThisMachine().here(major).stream()
            .min(Comparator.comparing(i -> i.origin() != Origin.SYSTEM));
    if (!ClusterOwner.reaches(ServerUser.of(Account.CLUSTERS), dataDirectory)) {
      notes.add(
          "the configuration was not looked at: the user that servers run as cannot reach the folder");
    } else if (installed.isPresent()) {
      configure(installed.get(), true, false);
    } else {
      notes.add(
          "the configuration was not looked at: this machine has no server of PostgreSQL " + major);
    }
    handOver(restored);
  }

  /// After recovery.
  ///
  /// @param running whether a server was left running, which belongs to the user it runs as
  void run(Restore.Restored restored, Installation installation, boolean running) {
    configure(installation, false, running);
    if (!running) {
      handOver(restored);
    }
  }

  private void configure(Installation installation, boolean replaysLog, boolean running) {
    RestoredConfiguration.Result result =
        new RestoredConfiguration(record, installation, dataDirectory, owner).complete();
    notes.addAll(result.notes());
    if (!running) {
      start =
          Optional.of(
              new StartCommand(
                  owner.other(),
                  installation.binDirectory().resolve("pg_ctl"),
                  dataDirectory,
                  dataDirectory.resolve(LOG),
                  result.port(),
                  replaysLog,
                  result.archives()));
    }
  }

  private void handOver(Restore.Restored restored) {
    ServerUser before = ServerUser.of(Account.CLUSTERS);
    restored.tablespaces().forEach(folder -> owner.takeOver(before, folder));
    owner.takeOver(before, restored.dataDirectory());
  }
}
