package dev.ballast.report.lab;

import dev.ballast.report.Page;
import dev.ballast.report.Report;

/// A clone that was removed.
public record RemovedCloneReport(String name) implements Report {
  @Override
  public String schema() {
    return "removed-clone/1";
  }

  @Override
  public void print(Page page) {
    page.line("removed clone " + name);
  }
}
