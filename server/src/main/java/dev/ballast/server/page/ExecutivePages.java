package dev.ballast.server.page;

import dev.ballast.pages.chart.Span;
import dev.ballast.pages.fleet.FleetPage.Standing;
import dev.ballast.pages.report.Capacity;
import dev.ballast.pages.report.ExecutiveSheet;
import dev.ballast.pages.report.ExecutiveSheet.Courses;
import dev.ballast.pages.report.ExecutiveSheet.Done;
import dev.ballast.pages.report.ExecutiveSheet.TargetRow;
import dev.ballast.pages.report.Risk;
import dev.ballast.pages.text.Moments;
import dev.ballast.report.server.BudgetLine;
import dev.ballast.report.server.StatusReport;
import dev.ballast.report.server.StatusReport.ObjectiveLine;
import dev.ballast.report.server.StatusReport.TargetLine;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.ticket.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/// Puts the executive sheet together.
final class ExecutivePages {
  private final PageSources sources;

  ExecutivePages(PageSources sources) {
    this.sources = sources;
  }

  /// @param read takes how many targets were read
  ExecutiveSheet of(Instant from, Instant to, Moments moments, IntConsumer read) {
    Span span = SheetFigures.span(from, to, moments.zone());
    SheetFigures figures = new SheetFigures(span);
    StatusReport status = sources.status().get();
    for (TargetLine line : status.targets()) {
      figures.add(sources.series(), line.target());
      read.accept(figures.targets());
    }
    List<TargetRow> targets =
        status.targets().stream()
            .map(ExecutivePages::row)
            .sorted(
                Comparator.comparing(TargetRow::standing)
                    .thenComparing(row -> row.budgetLeft().orElse(1.0))
                    .thenComparing(TargetRow::target))
            .toList();
    List<Ticket> tickets = sources.tickets().since(from);
    WorkDone work = new WorkDone(sources, from, to);
    Done done = work.counts(tickets);
    List<Capacity> capacity = figures.capacity();
    List<Alert> alerts =
        sources.alerts().since(moments.now()).stream().filter(Alert::open).toList();
    List<Risk> risks = Risks.of(alerts, tickets, sources.alerts().gaps(), moments.now());
    List<String> missing = new ArrayList<>(figures.missing());
    missing.addAll(work.missing());
    return new ExecutiveSheet(
        from,
        to,
        new ExecutiveSentences(FleetPages.pages(alerts), figures.partly(), moments)
            .of(targets, capacity, done, figures.cost(), risks),
        targets,
        capacity,
        figures.cost(),
        done,
        risks,
        span.step().toSeconds(),
        new Courses(figures.bad(), figures.bytes(), figures.bytesPerDay(), figures.costs()),
        missing);
  }

  static TargetRow row(TargetLine line) {
    Standing standing = FleetPages.standing(line);
    return new TargetRow(
        line.target(),
        standing,
        line.unreachable().or(line::undecided).orElseGet(() -> unmet(line.objectives())),
        BudgetLine.leastLeft(line.budgets()));
  }

  private static String unmet(List<ObjectiveLine> objectives) {
    String missed = names(objectives, StatusReport.State.MISSED);
    String unknown = names(objectives, StatusReport.State.UNKNOWN);
    if (objectives.isEmpty()) {
      return "no objective is configured";
    }
    return List.of(missed, unknown.isEmpty() ? "" : unknown + " not known").stream()
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String names(List<ObjectiveLine> objectives, StatusReport.State state) {
    return objectives.stream()
        .filter(each -> each.state() == state)
        .map(ObjectiveLine::objective)
        .collect(Collectors.joining(", "));
  }
}
