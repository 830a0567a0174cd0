package dev.ballast.report.vault;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Severity;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.vault.ObjectFinding;
import java.util.List;

/// The report of a command that did its work on one backup, and what speaks against the vault as a
/// whole: other backups that are gone, entries that were cut off.
///
/// @param vault in the JSON form only where there is something
/// @param atLeast how the process ends where the work itself ended well
public record VaultAuditReport(@JsonUnwrapped Report report, List<Finding> vault, ExitCode atLeast)
    implements Report {

  /// The report alone where nothing speaks against the vault.
  ///
  /// @param atLeast the exit code where an error is among the findings
  public static Report of(Report report, List<ObjectFinding> findings, ExitCode atLeast) {
    if (findings.isEmpty()) {
      return report;
    }
    boolean wrong = findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    return new VaultAuditReport(
        report,
        findings.stream().map(ObjectFinding::finding).toList(),
        wrong ? atLeast : ExitCode.DONE);
  }

  @Override
  public String schema() {
    return report.schema();
  }

  @Override
  public ExitCode exit() {
    return report.exit() == ExitCode.DONE ? atLeast : report.exit();
  }

  @Override
  public void print(Page page) {
    report.print(page);
    page.blank();
    page.line("the vault is not as its evidence log says:");
    FindingTable.print(page, vault);
  }
}
