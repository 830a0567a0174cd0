package dev.ballast.report.change;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.ballast.change.check.AcceptedFinding;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.Fixes;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.List;
import java.util.Optional;

/// What a check of migrations found.
///
/// @param outcome how the command ends: `done` or `found`
/// @param fixed the files that were changed, beside what is left
/// @param format the form to print instead of the text for people
public record ChangeCheckReport(
    @JsonIgnoreProperties("fixed") CheckResult check,
    ExitCode outcome,
    List<Fixes.Fixed> fixed,
    @JsonIgnore Optional<CheckFormat> format)
    implements Report {
  public ChangeCheckReport {
    fixed = List.copyOf(fixed);
  }

  /// A check, told in one of the forms.
  ///
  /// @param found whether what was found ends the command with exit code 3
  public static ChangeCheckReport of(
      CheckResult check, boolean found, Optional<CheckFormat> format) {
    return new ChangeCheckReport(
        check, found ? ExitCode.FOUND : ExitCode.DONE, check.fixed(), format);
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
      page.document(format.get().render(check));
      return;
    }
    for (MigrationFinding finding : check.findings()) {
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
