package dev.ballast.report.alert;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.store.alert.CheckGap;
import java.time.Instant;
import java.util.List;

/// What is wrong at the targets of a node, the most urgent first, and what could not be evaluated.
public record AlertsReport(List<AlertLine> alerts, List<CheckGap> undecided, Instant at)
    implements Report {
  public AlertsReport {
    alerts = List.copyOf(alerts);
    undecided = List.copyOf(undecided);
    requireNonNull(at, "at is null");
  }

  @Override
  public String schema() {
    return "alerts/1";
  }

  /// Found, where an alert is open or a check could not be evaluated.
  @Override
  public ExitCode exit() {
    return alerts.stream().noneMatch(AlertLine::open) && undecided.isEmpty()
        ? ExitCode.DONE
        : ExitCode.FOUND;
  }

  @Override
  public void print(Page page) {
    if (alerts.isEmpty()) {
      page.line("No alert.");
    }
    for (AlertLine alert : alerts) {
      alert.print(page, at);
      if (alert.open()) {
        alert.printRemedy(page);
      }
    }
    for (CheckGap gap : undecided) {
      page.line("undecided %s: %s, because %s".formatted(gap.target(), gap.check(), gap.why()));
    }
  }
}
