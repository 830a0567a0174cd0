package dev.ballast.cli.command.evidence;

import dev.ballast.cli.command.VaultOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.vault.EvidenceListReport;
import dev.ballast.vault.Vault;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast evidence list`
@Command(
    name = "list",
    header = "List what was stored, removed, proved and refuted, oldest first.",
    description = "One line an entry; 'ballast evidence show' prints one whole.")
@Example({"ballast evidence list", "ballast evidence list --output json"})
@Exits({ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast evidence show", "ballast evidence verify"})
public final class EvidenceListCommand implements LeafCommand {
  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    try (Vault vault = vaults.open(console, Optional.empty())) {
      return EvidenceListReport.of(vault.evidence().list());
    }
  }
}
