package dev.ballast.cli.command;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ballast.change.check.AcceptedFinding;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.CheckedFinding;
import dev.ballast.change.check.Fixes;
import dev.ballast.cli.change.CheckFormat;
import dev.ballast.cli.change.CheckText;
import dev.ballast.cli.frame.Page;
import dev.ballast.cli.frame.Report;
import dev.ballast.evidence.ExitCode;
import java.util.List;
import java.util.Optional;

/// What a check of migrations found.
///
/// @param outcome how the command ends: `done` or `found`
/// @param fixed the files that `--fix` changed
/// @param format the form to print instead of the text for people
record ChangeCheckReport(
    CheckResult check,
    ExitCode outcome,
    List<Fixes.Fixed> fixed,
    @JsonIgnore Optional<CheckFormat> format)
    implements Report {
  ChangeCheckReport {
    fixed = List.copyOf(fixed);
  }

  @Override
  public String schema() {
    return "change-check/1";
  }

  @Override
  public ExitCode exit() {
    return outcome;
  }

  @Override
  public void print(Page page) {
    if (format.isPresent()) {
      format.get().render(check).lines().forEach(page::line);
      return;
    }
    for (CheckedFinding finding : check.findings()) {
      CheckText.print(page, finding);
    }
    for (AcceptedFinding accepted : check.accepted()) {
      CheckText.print(page, accepted);
    }
    for (Fixes.Fixed file : fixed) {
      page.line("fixed " + file.file() + ": " + file.edits() + " edits");
    }
    CheckText.printSummary(page, check);
  }
}
