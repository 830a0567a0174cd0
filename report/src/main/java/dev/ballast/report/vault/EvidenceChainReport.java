package dev.ballast.report.vault;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Verdict;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.Verdicts;
import dev.ballast.vault.log.ChainFinding;
import dev.ballast.vault.log.ChainReport;
import dev.ballast.vault.log.Head;
import java.util.List;
import java.util.Optional;

/// What a check of an evidence log found.
public record EvidenceChainReport(
    Verdict verdict, long entries, Optional<String> head, List<ChainFinding> findings)
    implements Report {

  public static EvidenceChainReport of(ChainReport chain) {
    return new EvidenceChainReport(
        chain.verdict(), chain.entries(), chain.head().map(Head::toString), chain.findings());
  }

  @Override
  public String schema() {
    return "evidence-verify/1";
  }

  @Override
  public ExitCode exit() {
    return Verdicts.exit(verdict);
  }

  @Override
  public void print(Page page) {
    findings.forEach(f -> page.line("entry " + f.seq() + " " + f.problem() + ": " + f.detail()));
    String why =
        switch (verdict) {
          case Verdict.Proved() -> "";
          case Verdict.Refuted(String reason) -> ": " + reason;
          case Verdict.Undecided(String reason, var causes) -> ": " + reason;
        };
    page.line(
        Verdicts.word(page.style(), verdict)
            + ": the log of "
            + entries
            + " entries is as it was written"
            + why);
    head.ifPresent(h -> page.line("head " + h));
  }
}
