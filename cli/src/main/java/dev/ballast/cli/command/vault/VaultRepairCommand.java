package dev.ballast.cli.command.vault;

import dev.ballast.cli.command.VaultOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.protect.backup.BackupNeeds;
import dev.ballast.report.Report;
import dev.ballast.report.vault.VaultRepairReport;
import dev.ballast.vault.Vault;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast vault repair`
@Command(
    name = "repair",
    header = "Make again what can be made from the rest of a vault.",
    description = {
      "Writes vault.json from the keyring, a copy of the keyring from the other one, and an index"
          + " from the packs and from what its backup needs. An index that is made again is an entry"
          + " of the evidence log.",
      "A record is all that knows which chunk belongs to which file, and a pack is all that holds its"
          + " chunks. What is lost of them is named, with exit code 7, and is never made up: a record costs"
          + " its own backup and no other, a pack those that need it. 'ballast vault check' reads the"
          + " packs too."
    })
@Example("ballast vault repair")
@Exits({ExitCode.REFUSED, ExitCode.PRECONDITION, ExitCode.REFUTED, ExitCode.TIMEOUT})
@SeeAlso({"ballast vault check", "ballast backup delete"})
public final class VaultRepairCommand implements LeafCommand {
  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    try (Vault vault = vaults.open(console, Optional.empty())) {
      return VaultRepairReport.of(vault.repair(new BackupNeeds(vault)));
    }
  }
}
