package dev.ballast.report.server;

import dev.ballast.evidence.Counted;
import dev.ballast.report.Page;
import dev.ballast.report.Report;

/// A node that was on duty and was stopped.
///
/// @param targets how many it watched
/// @param waitingSegments what its journal still holds for the next start
public record ServeReport(int targets, int waitingSegments) implements Report {
  @Override
  public String schema() {
    return "serve/1";
  }

  @Override
  public void print(Page page) {
    page.line(
        "served %s; %s of samples %s for the next start"
            .formatted(
                Counted.of(targets, "target"),
                Counted.of(waitingSegments, "segment"),
                Counted.noun(waitingSegments, "waits", "wait")));
  }
}
