package dev.ballast.cli.command;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.prove.Proving;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.protect.prove.WorkFolder;
import dev.ballast.vault.Vault;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The proof of a backup beside the server that was restored from it.
final class VerifyBesideOptions {
  @Option(
      names = "--verify-beside",
      order = 22,
      description =
          "With --keep-running: while the restored server serves already, prove the same backup on a"
              + " second copy, which needs its room again, and report the verdict. What the restored"
              + " server replayed beyond the backup's own log is not part of that proof.")
  private boolean verify;

  @Option(
      names = "--work-dir",
      paramLabel = "<folder>",
      order = 23,
      description =
          "With --verify-beside: restore the second copy below this folder, and remove it there."
              + " Default: the folder of temporary files; see docs/reference/environment.md.")
  private Optional<Path> workFolder = Optional.empty();

  boolean isOn() {
    return verify;
  }

  /// Refuses what would be found out behind hours of restoring.
  void requireServer(boolean keptRunning) {
    if (verify && !keptRunning) {
      throw Fault.of(CommandError.OPTION_INVALID, "--verify-beside needs --keep-running")
          .hint("Add --keep-running, or prove the backup: ballast prove --backup <backup>.");
    }
    if (workFolder.isPresent() && !verify) {
      throw Fault.of(CommandError.OPTION_INVALID, "--work-dir needs --verify-beside")
          .hint("Leave it out: without --verify-beside there is no second copy.");
    }
    workFolder.ifPresent(WorkFolder::within);
  }

  /// Proves the backup and records the proof.
  Proving.Outcome prove(
      Vault vault, Backup backup, String vaultAsTyped, Clock clock, Progress progress) {
    ProvingSettings settings =
        ProvingSettings.of(
            "ballast prove --target "
                + backup.record().target()
                + " --backup "
                + backup.id().text()
                + vaultAsTyped);
    return new Proving(
            vault,
            backup,
            workFolder.map(WorkFolder::within).map(settings::within).orElse(settings),
            clock,
            progress)
        .run();
  }
}
