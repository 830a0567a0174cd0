package dev.ballast.report.protect;

import dev.ballast.report.Page;
import dev.ballast.report.Report;

/// A file of the log that was handed to a server.
public record FetchedLogReport(String name, String path) implements Report {
  @Override
  public String schema() {
    return "wal-fetch/1";
  }

  @Override
  public void print(Page page) {
    page.line("wrote " + name + " to " + path);
  }
}
