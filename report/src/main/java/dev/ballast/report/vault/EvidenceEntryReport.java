package dev.ballast.report.vault;

import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.time.Instant;

/// An entry of an evidence log that is no proof.
public record EvidenceEntryReport(long entry, Instant at, String kind, String payload)
    implements Report {
  @Override
  public String schema() {
    return "evidence-entry/1";
  }

  @Override
  public void print(Page page) {
    page.line("entry " + entry + ", " + at + ", " + kind);
    page.line(payload);
  }
}
