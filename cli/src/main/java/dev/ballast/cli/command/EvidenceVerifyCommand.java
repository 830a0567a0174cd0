package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.Page;
import dev.ballast.cli.frame.Report;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Verdict;
import dev.ballast.vault.Vault;
import dev.ballast.vault.log.ChainFinding;
import dev.ballast.vault.log.ChainReport;
import dev.ballast.vault.log.EvidenceLog;
import dev.ballast.vault.log.Head;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast evidence verify`
@Command(
    name = "verify",
    header = "Check that no entry of the evidence log was edited, dropped, moved or cut off.",
    description = {
      "Each entry holds the hash of the one before. The newest entry's number and hash, the head,"
          + " are kept apart from the vault, in Ballast's state folder: without a head, entries"
          + " cut off at the end leave no trace, and the verdict is undecided.",
      "The head is printed: note it somewhere else, and hand it back with --head."
    })
@Example({"ballast evidence verify", "ballast evidence verify --head 17:5f3c..."})
@Exits({ExitCode.FOUND, ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso("ballast evidence list")
public final class EvidenceVerifyCommand implements LeafCommand {
  @Option(
      names = "--head",
      paramLabel = "<number:hash>",
      order = 1,
      description = "A head noted earlier; the log must still hold that very entry.")
  private Optional<String> head = Optional.empty();

  @Mixin private VaultOptions vaults = new VaultOptions();

  /// What a run of this command finds.
  public record Chain(
      Verdict verdict, long entries, Optional<String> head, List<ChainFinding> findings)
      implements Report {
    @Override
    public String schema() {
      return "evidence-verify/1";
    }

    @Override
    public ExitCode exit() {
      return switch (verdict) {
        case Verdict.Proved() -> ExitCode.DONE;
        case Verdict.Refuted(var reason) -> ExitCode.REFUTED;
        case Verdict.Undecided(var reason) -> ExitCode.FOUND;
      };
    }

    @Override
    public void print(Page page) {
      findings.forEach(f -> page.line("entry " + f.seq() + " " + f.problem() + ": " + f.detail()));
      String why =
          switch (verdict) {
            case Verdict.Proved() -> "";
            case Verdict.Refuted(String reason) -> ": " + reason;
            case Verdict.Undecided(String reason) -> ": " + reason;
          };
      page.line(
          ProofReport.word(page.style(), verdict)
              + ": the log of "
              + entries
              + " entries is as it was written"
              + why);
      head.ifPresent(h -> page.line("head " + h));
    }
  }

  @Override
  public Report run(Console console) {
    try (Vault vault = vaults.open(console, Optional.empty())) {
      EvidenceLog log = vault.evidence();
      ChainReport report = head.isPresent() ? log.verify(Head.parse(head.get())) : log.verify();
      return new Chain(
          report.verdict(), report.entries(), report.head().map(Head::toString), report.findings());
    }
  }
}
