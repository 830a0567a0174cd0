package dev.ballast.cli.command.evidence;

import dev.ballast.change.claim.RehearsalClaim;
import dev.ballast.cli.command.VaultOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Proof;
import dev.ballast.report.Report;
import dev.ballast.report.change.RehearsalEntryReport;
import dev.ballast.report.protect.ProofReport;
import dev.ballast.report.vault.EvidenceEntryReport;
import dev.ballast.vault.Vault;
import dev.ballast.vault.log.EvidenceEntry;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ballast evidence show`
@Command(
    name = "show",
    header = "Show one entry of the evidence log.",
    description =
        "Of a proof: the claim, each level's verdict, phase times and rates, and how to run it"
            + " again. Of a rehearsal: its sentence, the policy, the digest of the change and its data."
            + " Of anything else what it says, as JSON.")
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
      EvidenceEntry entry = vault.evidence().read(seq);
      if (entry.isProof()) {
        return ProofReport.of(seq, entry.as(Proof.class));
      }
      return RehearsalClaim.of(entry)
          .<Report>map(claim -> new RehearsalEntryReport(seq, entry.at(), claim))
          .orElseGet(() -> new EvidenceEntryReport(seq, entry.at(), entry.kind(), entry.payload()));
    }
  }
}
