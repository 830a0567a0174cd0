package dev.ballast.cli.command.evidence;

import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.VaultOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.report.Report;
import dev.ballast.report.vault.HeadReport;
import dev.ballast.vault.Vault;
import dev.ballast.vault.anchor.OutsideHeads;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast evidence anchor`
@Command(
    name = "anchor",
    header = "Keep the head of the evidence log in the log of another vault.",
    description =
        "Appends an entry with this vault's head to the other vault's log. Anyone who puts this vault"
            + " back to an older state then has to put back the other one, too:"
            + " see 'ballast evidence verify --anchored-in'.")
@Example("ballast evidence anchor --vault main --in off-site")
@Exits({ExitCode.PRECONDITION, ExitCode.REFUTED, ExitCode.TIMEOUT})
@SeeAlso({"ballast evidence verify", "ballast evidence sign"})
public final class EvidenceAnchorCommand implements LeafCommand {
  @Option(
      names = "--in",
      paramLabel = "<name|folder>",
      required = true,
      order = 1,
      description = "The other vault: a name from the configuration, or a folder.")
  private String other = "";

  @Option(
      names = "--in-key",
      paramLabel = "<reference>",
      order = 2,
      description =
          "Where the master key of another vault given by folder is. Default: env:BALLAST_KEY.")
  private Optional<String> otherKey = Optional.empty();

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    try (Vault vault = vaults.open(console, Optional.empty());
        Vault keeper = vaults.openOther(console, other, otherKey)) {
      if (keeper.id().equals(vault.id())) {
        throw Fault.of(CommandError.OPTION_INVALID, "a vault cannot keep its own head")
            .hint("Name another vault with --in.");
      }
      OutsideHeads.Anchored kept = OutsideHeads.anchor(vault, keeper);
      return HeadReport.of(
          kept.head(),
          Optional.empty(),
          Optional.of("entry " + kept.entry() + " of vault " + keeper.id()));
    }
  }
}
