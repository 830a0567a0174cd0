package dev.ballast.report.server;

import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.time.Instant;

/// A link by which a password is set, once.
public record OneTimeLinkReport(String link, Instant endsAt) implements Report {
  @Override
  public String schema() {
    return "one-time-link/1";
  }

  @Override
  public void print(Page page) {
    page.line(link);
    page.line("good once, until " + endsAt);
  }

  /// The secret is not for logs.
  @Override
  public String toString() {
    return "link until " + endsAt;
  }
}
