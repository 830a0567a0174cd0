package dev.ballast.report.server;

import dev.ballast.report.Page;
import dev.ballast.report.Report;

/// A change of who may do what.
///
/// @param about the user or token
/// @param change what is so now
public record AccessChangeReport(String about, String change) implements Report {
  @Override
  public String schema() {
    return "access-change/1";
  }

  @Override
  public void print(Page page) {
    page.line(about + " " + change);
  }
}
