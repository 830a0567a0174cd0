package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.Page;
import dev.ballast.cli.frame.Report;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.vault.Vault;
import dev.ballast.vault.log.EvidenceEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast evidence list`
@Command(
    name = "list",
    header = "List what was proved and refuted, oldest first.",
    description = "One line an entry; 'ballast evidence show' prints one whole.")
@Example({"ballast evidence list", "ballast evidence list --output json"})
@Exits({ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast evidence show", "ballast evidence verify"})
public final class EvidenceListCommand implements LeafCommand {
  @Mixin private VaultOptions vaults = new VaultOptions();

  /// One entry of the log in short.
  public record Line(long seq, Instant at, Verdict verdict, String subject, String claim) {
    static Line of(EvidenceEntry entry) {
      Proof proof = entry.as(Proof.class);
      return new Line(entry.seq(), entry.at(), proof.verdict(), proof.subject(), proof.claim());
    }
  }

  /// What a run of this command finds.
  public record Lines(List<Line> entries) implements Report {
    @Override
    public String schema() {
      return "evidence-list/1";
    }

    @Override
    public void print(Page page) {
      if (entries.isEmpty()) {
        page.line("no evidence yet");
        return;
      }
      page.table(
          List.of("ENTRY", "AT", "VERDICT", "CLAIM"),
          entries.stream()
              .map(
                  e ->
                      List.of(
                          Long.toString(e.seq()),
                          e.at().toString(),
                          ProofReport.word(page.style(), e.verdict()),
                          e.claim()))
              .toList());
    }
  }

  @Override
  public Report run(Console console) {
    try (Vault vault = vaults.open(console, Optional.empty())) {
      return new Lines(vault.evidence().list().stream().map(Line::of).toList());
    }
  }
}
