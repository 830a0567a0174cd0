package dev.ballast.protect.wal;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.BackupListing;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.restore.Restore;
import dev.ballast.protect.restore.RestoreSettings;
import dev.ballast.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A process of its own that backs up or restores once, with the vault of a bench, and says what
/// became of it. It loads a library before all others.
record DiskChild(Path bench, int port, Path library) {
  static final String DONE = "done";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  enum Task {
    BACKUP,
    RESTORE
  }

  static Path restored(Path bench) {
    return bench.resolve("restored");
  }

  private static Path result(Path bench) {
    return bench.resolve("result");
  }

  /// The code of the fault that ended it, or [#DONE].
  String run(Task task) {
    ExternalCommand.run(
        ReceivingChild.command(
            DiskChild.class,
            Optional.of(library),
            bench.toString(),
            Integer.toString(port),
            task.name()),
        LIMIT);
    return new String(StoredFolder.read(result(bench)), StandardCharsets.UTF_8);
  }

  public static void main(String[] arguments) {
    Path bench = Path.of(arguments[0]);
    String result = DONE;
    try (Vault vault = Vault.open(TestVault.settings(bench), ReceiverBench.KEY)) {
      switch (Task.valueOf(arguments[2])) {
        case BACKUP -> backUp(vault, Integer.parseInt(arguments[1]));
        case RESTORE -> restore(vault, restored(bench));
      }
    } catch (Fault fault) {
      result = fault.code().id();
    }
    StoredFolder.write(result(bench), result.getBytes(StandardCharsets.UTF_8));
  }

  private static void backUp(Vault vault, int port) {
    new BackupRun(
            vault,
            ReceivingChild.server(port),
            new BackupSettings("source", 2, 1, true, Optional.empty(), Optional.empty()),
            Clock.system(),
            Progress.NONE)
        .run();
  }

  private static void restore(Vault vault, Path into) {
    new Restore(
            vault,
            BackupListing.of(vault).backups().getLast(),
            new RestoreSettings(into, List.of(), 2, true, false),
            Clock.system(),
            Progress.NONE)
        .run();
  }
}
