package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.ConsoleProgress;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.prove.StoredCheck;
import dev.ballast.report.Report;
import dev.ballast.report.protect.StoredReport;
import dev.ballast.report.vault.VaultAuditReport;
import dev.ballast.vault.Vault;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast backup verify`
@Command(
    name = "verify",
    header = "Check that all a backup needs is stored and sound, without restoring it.",
    description = {
      "Levels L0 and L1: every object present, every chunk decrypted and hashed, the manifest"
          + " complete, and the write-ahead log read record by record without a gap. It needs no"
          + " server and writes nothing.",
      "The vault as a whole is compared with its evidence log, too: what is gone or was put back is"
          + " named, and ends the command with exit code 7.",
      "That bytes are sound does not prove that they make a database: 'ballast prove' does."
    })
@Example({"ballast backup verify latest --of shop", "ballast backup verify 20261120t0722"})
@Exits({ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast prove", "ballast vault check"})
public final class BackupVerifyCommand implements LeafCommand {
  @Mixin private BackupArgument backups = new BackupArgument();
  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    try (Vault vault = vaults.open(console, Optional.empty());
        ConsoleProgress progress = new ConsoleProgress(console)) {
      Backup backup = backups.find(vault, console);
      int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
      StoredCheck check = new StoredCheck(vault, backup, threads, console.clock(), progress);
      return VaultAuditReport.of(
          new StoredReport(backup.id().text(), backup.record().target(), check.run()),
          vault::audit,
          ExitCode.REFUTED);
    }
  }
}
