package dev.ballast.cli.command;

import dev.ballast.cli.frame.Page;
import dev.ballast.cli.frame.Report;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
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
    return switch (verdict()) {
      case Verdict.Proved() -> ExitCode.DONE;
      case Verdict.Refuted(var reason) -> ExitCode.REFUTED;
      case Verdict.Undecided(var reason) -> ExitCode.FOUND;
    };
  }

  private Verdict verdict() {
    return levels.stream().map(LevelResult::verdict).reduce(Verdict.proved(), Verdict::and);
  }

  @Override
  public void print(Page page) {
    page.line(
        ProofReport.word(page.style(), verdict())
            + ": what is stored of backup "
            + backup
            + " of "
            + target
            + " is what was stored");
    page.blank();
    ProofReport.levels(page, levels);
  }
}
