package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.protect.backup.BackupListing;
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
    description = {
      "In the order in which the evidence log committed them, which no clock changes. What was cut"
          + " short is never listed.",
      "A backup whose record is lost or damaged is named apart, and hides no other: the rest is"
          + " listed and can be restored. Then, and where the vault is not as its evidence log"
          + " says, the exit code is 3.",
      "A backup is incomplete where its index cannot be read, or one of the packs that it needs is"
          + " gone or lost its end; 'ballast vault repair' makes an index again. No pack is read for"
          + " that: 'ballast backup verify' reads them. The exit code is 3, too."
    })
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
      BackupListing all = BackupListing.of(vault);
      BackupListReport backups = BackupListReport.of(target.map(all::ofTarget).orElse(all));
      return VaultAuditReport.of(backups, vault::audit, ExitCode.FOUND);
    }
  }
}
