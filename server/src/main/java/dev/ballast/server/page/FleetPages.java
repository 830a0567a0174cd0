package dev.ballast.server.page;

import dev.ballast.evidence.Durations;
import dev.ballast.pages.fleet.FleetPage;
import dev.ballast.pages.fleet.FleetPage.About;
import dev.ballast.pages.fleet.FleetPage.Cell;
import dev.ballast.pages.fleet.FleetPage.Count;
import dev.ballast.pages.fleet.FleetPage.Row;
import dev.ballast.pages.fleet.FleetPage.Standing;
import dev.ballast.pages.fleet.OpenPages;
import dev.ballast.report.server.BudgetLine;
import dev.ballast.report.server.StatusReport;
import dev.ballast.report.server.StatusReport.ObjectiveLine;
import dev.ballast.report.server.StatusReport.TargetLine;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.ticket.Ticket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Puts the page of the fleet together: targets in the order of what is wrong with them.
final class FleetPages {
  private static final double MILLIS = 1000;

  private FleetPages() {}

  /// @param alerts open ones of all targets
  /// @param about what there is to say of a target by its name
  static FleetPage of(
      StatusReport status,
      List<Alert> alerts,
      List<Ticket> tickets,
      Function<String, About> about,
      String filter,
      int page) {
    Map<String, List<Alert>> open =
        alerts.stream().filter(Alert::open).collect(Collectors.groupingBy(Alert::target));
    Map<String, Long> work =
        tickets.stream()
            .filter(ticket -> ticket.closedAt().isEmpty())
            .collect(Collectors.groupingBy(Ticket::target, Collectors.counting()));
    List<Row> all =
        status.targets().stream()
            .map(line -> row(line, about, open.getOrDefault(line.target(), List.of()), work))
            .sorted(
                Comparator.comparing((Row row) -> !row.pages().any())
                    .thenComparing(Row::standing)
                    .thenComparingInt(row -> -row.pages().causes())
                    .thenComparing(Row::tickets, Comparator.reverseOrder())
                    .thenComparing(Row::target))
            .toList();
    List<Row> found = all.stream().filter(FleetSearch.of(filter)::fits).toList();
    int last = Math.max(1, Math.ceilDiv(found.size(), FleetPage.ROWS));
    int shown = Math.min(page, last);
    return new FleetPage(
        verdict(all),
        open(all),
        counts(all),
        filter,
        found.size(),
        shown,
        found.stream().skip((shown - 1L) * FleetPage.ROWS).limit(FleetPage.ROWS).toList());
  }

  private static List<Count> counts(List<Row> rows) {
    Map<Standing, Long> by =
        rows.stream().collect(Collectors.groupingBy(Row::standing, Collectors.counting()));
    return Arrays.stream(Standing.values())
        .map(standing -> new Count(standing, by.getOrDefault(standing, 0L).intValue()))
        .filter(count -> count.targets() > 0)
        .toList();
  }

  private static OpenPages open(List<Row> rows) {
    return rows.stream().map(Row::pages).reduce(new OpenPages(0, 0), OpenPages::plus);
  }

  /// Pages lead, as somebody has to do something now, whatever objectives say.
  private static String verdict(List<Row> rows) {
    if (rows.isEmpty()) {
      return "No target is watched.";
    }
    long wrong =
        rows.stream()
            .filter(r -> r.standing() == Standing.MISSED || r.standing() == Standing.UNREACHABLE)
            .count();
    String risk =
        "%d of %d %s at risk"
            .formatted(wrong, rows.size(), wrong == 1 ? "targets is" : "targets are");
    OpenPages open = open(rows);
    if (open.any()) {
      Row first = rows.getFirst();
      return "%s open%s: %s%s.%s"
          .formatted(
              open.causes() == 1 ? "1 page is" : open.causes() + " pages are",
              open.explained() + (open.causes() > 1 ? ", first" : ""),
              first.target(),
              first.cause().map(cause -> ", " + cause).orElse(""),
              wrong == 0 ? "" : " " + risk + ".");
    }
    Optional<Row> worst = rows.stream().filter(row -> row.standing() != Standing.MET).findFirst();
    if (worst.isEmpty()) {
      return "All objectives of all targets are met.";
    }
    String first =
        worst.get().target() + worst.get().cause().map(cause -> ": " + cause).orElse(" first");
    return wrong == 0
        ? "No objective is known to be missed; look at " + first + "."
        : risk + "; begin with " + first + ".";
  }

  private static Row row(
      TargetLine line, Function<String, About> about, List<Alert> alerts, Map<String, Long> work) {
    Optional<Alert> worst =
        alerts.stream()
            .filter(alert -> alert.cause().isEmpty())
            .max(
                Comparator.comparing(Alert::urgency)
                    .thenComparing(Alert::raisedAt, Comparator.reverseOrder()));
    return new Row(
        line.target(),
        about.apply(line.target()),
        standing(line),
        line.unreachable()
            .or(() -> worst.map(alert -> alert.condition().summary()))
            .or(line::undecided),
        worst.map(alert -> "/alerts/" + alert.id()).orElse("/targets/" + line.target()),
        line.objectives().stream().map(FleetPages::cell).toList(),
        BudgetLine.leastLeft(line.budgets()).map(left -> Math.clamp(left, 0.0, 1.0)),
        pages(alerts),
        work.getOrDefault(line.target(), 0L).intValue());
  }

  /// Of open alerts.
  static OpenPages pages(List<Alert> alerts) {
    List<Alert> pages = alerts.stream().filter(a -> a.urgency() == Urgency.PAGE).toList();
    int causes = Math.toIntExact(pages.stream().filter(a -> a.cause().isEmpty()).count());
    return new OpenPages(causes, pages.size() - causes);
  }

  static Standing standing(TargetLine line) {
    if (line.unreachable().isPresent()) {
      return Standing.UNREACHABLE;
    }
    return line.objectives().stream()
        .map(objective -> standing(objective.state()))
        .min(Comparator.naturalOrder())
        .orElse(Standing.UNKNOWN);
  }

  private static Standing standing(StatusReport.State state) {
    return switch (state) {
      case MISSED -> Standing.MISSED;
      case UNKNOWN -> Standing.UNKNOWN;
      case MET -> Standing.MET;
    };
  }

  private static Cell cell(ObjectiveLine line) {
    Function<Double, String> words =
        seconds -> Durations.text(Duration.ofMillis(Math.round(seconds * MILLIS)));
    return new Cell(
        line.objective(),
        standing(line.state()),
        line.forecastSeconds().or(line::measuredSeconds).map(words).orElse("–"),
        words.apply(line.askedSeconds()));
  }
}
