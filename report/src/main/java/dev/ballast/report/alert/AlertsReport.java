package dev.ballast.report.alert;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.store.alert.CheckGap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What is wrong at the targets of a node, the most urgent first, and what could not be evaluated.
///
/// @param undecided checks of which nothing is known
/// @param learning checks that still learn what is usual, as is to be expected
public record AlertsReport(
    List<AlertLine> alerts, List<CheckGap> undecided, List<CheckGap> learning, Instant at)
    implements Report {
  public AlertsReport {
    alerts = List.copyOf(alerts);
    undecided = List.copyOf(undecided);
    learning = List.copyOf(learning);
    requireNonNull(at, "at is null");
  }

  @Override
  public String schema() {
    return "alerts/1";
  }

  /// Of what a node says.
  public static AlertsReport of(List<AlertLine> alerts, List<CheckGap> gaps, Instant at) {
    return new AlertsReport(
        alerts,
        gaps.stream().filter(gap -> !gap.learning()).toList(),
        gaps.stream().filter(CheckGap::learning).toList(),
        at);
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
    Set<String> ids = alerts.stream().map(AlertLine::id).collect(Collectors.toSet());
    alerts.stream()
        .filter(alert -> alert.cause().filter(ids::contains).isEmpty())
        .forEach(alert -> print(alert, page));
    byReason(undecided)
        .forEach(
            (reason, checks) ->
                page.line(
                    "undecided %s: %s, because %s"
                        .formatted(reason.target(), String.join(", ", checks), reason.why())));
    byReason(learning)
        .forEach(
            (reason, checks) ->
                page.line(
                    "learning %s: %s; %s"
                        .formatted(reason.target(), String.join(", ", checks), reason.why())));
  }

  /// What one reason keeps from being evaluated is one line, however many checks it is.
  private static Map<Reason, List<String>> byReason(List<CheckGap> gaps) {
    Map<Reason, List<String>> byReason = new LinkedHashMap<>();
    for (CheckGap gap : gaps) {
      byReason
          .computeIfAbsent(new Reason(gap.target(), gap.why()), r -> new ArrayList<>())
          .add(gap.check());
    }
    return byReason;
  }

  /// An alert with what ends it, and then what it explains: that ends with it.
  private void print(AlertLine alert, Page page) {
    alert.print(page, at);
    if (alert.open() && alert.cause().isEmpty()) {
      RemedyLines.print(page, alert.remedies());
    }
    alerts.stream()
        .filter(other -> other.cause().filter(alert.id()::equals).isPresent())
        .forEach(other -> print(other, page));
  }

  private record Reason(String target, String why) {}
}
