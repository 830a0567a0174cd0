package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.Report;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Proof;
import dev.ballast.vault.Vault;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ballast evidence show`
@Command(
    name = "show",
    header = "Show one entry of the evidence log.",
    description =
        "The claim, each level's verdict, phase times and rates, and how to run it again.")
@Example({"ballast evidence show 3", "ballast evidence show 3 --output json"})
@Exits({ExitCode.FOUND, ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso("ballast evidence list")
public final class EvidenceShowCommand implements LeafCommand {
  @Parameters(index = "0", paramLabel = "<entry>", description = "The entry's number, from 1.")
  private long seq;

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    try (Vault vault = vaults.open(console, Optional.empty())) {
      return new ProofReport(seq, vault.evidence().read(seq).as(Proof.class));
    }
  }
}
