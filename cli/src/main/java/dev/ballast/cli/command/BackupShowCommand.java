package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.protect.BackupReport;
import dev.ballast.vault.Vault;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast backup show`
@Command(
    name = "show",
    header = "Show all that a vault knows of one backup.",
    description = {
      "LSNs, sizes, databases, tablespaces, libraries a restore needs, and timings.",
      "What the source has beside its data directory: the settings of its configuration files, the"
          + " rules of pg_hba.conf, files that are in no backup. Values that may hold passwords are"
          + " not shown; what the role could not read is named."
    })
@Example({"ballast backup show latest --of shop", "ballast backup show 20261120t0722"})
@Exits({ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast backup list", "ballast restore"})
public final class BackupShowCommand implements LeafCommand {
  @Mixin private BackupArgument backup = new BackupArgument();
  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    try (Vault vault = vaults.open(console, Optional.empty())) {
      return BackupReport.whole(backup.find(vault, console));
    }
  }
}
