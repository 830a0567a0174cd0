package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.protect.backup.Backup;
import dev.ballast.report.Report;
import dev.ballast.report.protect.BackupListReport;
import dev.ballast.report.vault.VaultAuditReport;
import dev.ballast.vault.Vault;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast backup list`
@Command(
    name = "list",
    header = "List the backups in a vault, oldest first.",
    description =
        "What is listed is committed and whole; what was cut short is never listed. Where the vault"
            + " is not as its evidence log says, that is named, and the exit code is 3.")
@Example({"ballast backup list", "ballast backup list --of shop --output json"})
@Exits({ExitCode.FOUND, ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso("ballast backup show")
public final class BackupListCommand implements LeafCommand {
  @Option(
      names = "--of",
      paramLabel = "<target>",
      order = 1,
      description = "Only backups of this target.")
  private Optional<String> target = Optional.empty();

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    try (Vault vault = vaults.open(console, Optional.empty())) {
      BackupListReport backups =
          BackupListReport.of(
              Backup.list(vault).stream()
                  .filter(b -> target.isEmpty() || target.get().equals(b.record().target()))
                  .toList());
      return VaultAuditReport.of(backups, vault::audit, ExitCode.FOUND);
    }
  }
}
