package dev.ballast.report.vault;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Severity;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.vault.ObjectFinding;
import dev.ballast.vault.RepairReport;
import java.util.List;

/// What a repair made again, and what stays wrong.
public record VaultRepairReport(List<String> made, List<Finding> left) implements Report {
  public static VaultRepairReport of(RepairReport report) {
    return new VaultRepairReport(
        report.made(), report.left().stream().map(ObjectFinding::findingAfterRepair).toList());
  }

  @Override
  public String schema() {
    return "vault-repair/1";
  }

  @Override
  public ExitCode exit() {
    return left.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)
        ? ExitCode.REFUTED
        : ExitCode.DONE;
  }

  @Override
  public void print(Page page) {
    if (made.isEmpty()) {
      page.line("nothing could be made again, or nothing had to be");
    }
    made.forEach(name -> page.line("made again: " + name));
    FindingTable.print(page, left);
  }
}
