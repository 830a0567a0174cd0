package dev.ballast.report.alert;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Page;
import dev.ballast.report.Report;

/// What came of a message that says that it is a test.
///
/// @param answer what the receiver said, or why nothing was heard of it
public record RouteTestReport(String route, boolean accepted, String answer) implements Report {
  public RouteTestReport {
    requireNonNull(route, "route is null");
    requireNonNull(answer, "answer is null");
  }

  @Override
  public String schema() {
    return "alert-test/1";
  }

  /// Found, where the receiver did not take it.
  @Override
  public ExitCode exit() {
    return accepted ? ExitCode.DONE : ExitCode.FOUND;
  }

  @Override
  public void print(Page page) {
    page.line(
        "The receiver of route %s %s the message: %s"
            .formatted(route, accepted ? "took" : "did not take", answer));
  }
}
