package dev.ballast.report.protect;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.Verdicts;
import java.util.List;

/// What a check of a stored backup found.
public record StoredReport(String backup, String target, List<LevelResult> levels)
    implements Report {
  @Override
  public String schema() {
    return "backup-verify/1";
  }

  @Override
  public ExitCode exit() {
    return Verdicts.exit(verdict());
  }

  private Verdict verdict() {
    return levels.stream().map(LevelResult::verdict).reduce(Verdict.proved(), Verdict::and);
  }

  @Override
  public void print(Page page) {
    page.line(
        Verdicts.word(page.style(), verdict())
            + ": what is stored of backup "
            + backup
            + " of "
            + target
            + " is what was stored");
    ProofReport.reasons(page, levels);
    page.blank();
    ProofReport.levels(page, levels);
  }
}
