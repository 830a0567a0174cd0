package dev.ballast.report.vault;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ballast.evidence.Afterwards;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Severity;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.vault.ObjectFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The report of a command that did its work on one backup, and what speaks against the vault as a
/// whole: other backups that are gone, entries that were cut off.
///
/// @param vault in the JSON form only where there is something
/// @param atLeast how the process ends where the work itself ended well
/// @param afterwards what failed once the work was done, the audit included
public record VaultAuditReport(
    @JsonUnwrapped Report report, List<Finding> vault, ExitCode atLeast, Optional<Fault> afterwards)
    implements Report {

  /// The report alone where nothing speaks against the vault. An audit that fails does not cost the
  /// report.
  ///
  /// @param audit compares the vault with its evidence log
  /// @param atLeast the exit code where an error is among the findings
  public static Report of(Report report, Supplier<List<ObjectFinding>> audit, ExitCode atLeast) {
    List<ObjectFinding> findings = new ArrayList<>();
    Afterwards afterwards = new Afterwards();
    report.afterwards().ifPresent(afterwards::add);
    afterwards.attempt(() -> findings.addAll(audit.get()));
    if (findings.isEmpty() && afterwards.fault().equals(report.afterwards())) {
      return report;
    }
    boolean wrong = findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    return new VaultAuditReport(
        report,
        findings.stream().map(ObjectFinding::finding).toList(),
        wrong ? atLeast : ExitCode.DONE,
        afterwards.fault());
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
    if (vault.isEmpty()) {
      return;
    }
    page.blank();
    boolean wrong = vault.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    page.line(wrong ? "the vault is not as it should be:" : "what to know of the vault:");
    FindingTable.print(page, vault);
  }
}
