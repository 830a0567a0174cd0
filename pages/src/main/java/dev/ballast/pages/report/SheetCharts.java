package dev.ballast.pages.report;

import dev.ballast.pages.chart.Mark;
import dev.ballast.pages.chart.Series;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.chart.TimeChart.Shape;
import dev.ballast.pages.text.Moments;
import dev.ballast.pages.text.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The three charts of an executive sheet.
public final class SheetCharts {
  private static final double DAY = Duration.ofDays(1).toSeconds();

  /// The trend is drawn for a third of the period beyond its end.
  private static final int AHEAD = 3;

  private final ExecutiveSheet sheet;
  private final Duration step;
  private final ZoneId zone;

  private SheetCharts(ExecutiveSheet sheet, ZoneId zone) {
    this.sheet = sheet;
    this.step = Duration.ofSeconds(sheet.stepSeconds());
    this.zone = zone;
  }

  public static List<TimeChart> of(ExecutiveSheet sheet, Moments moments) {
    SheetCharts charts = new SheetCharts(sheet, moments.zone());
    return List.of(charts.health(), charts.storage(moments), charts.cost());
  }

  private TimeChart health() {
    Span span = new Span(sheet.from(), sheet.to(), step, zone);
    return chart(
        "health",
        "Not as objectives ask",
        sheet.sentences().met(),
        Unit.SHARE,
        span,
        List.of(new Series("bad", 5, values(sheet.courses().bad(), span))),
        List.of());
  }

  private TimeChart storage(Moments moments) {
    Duration ahead = Duration.between(sheet.from(), sheet.to()).dividedBy(AHEAD);
    Optional<Double> pace = sheet.courses().bytesPerDay();
    Instant end = pace.isPresent() ? sheet.to().plus(ahead) : sheet.to();
    Span span = new Span(sheet.from(), end, step, zone);
    List<Double> known = values(sheet.courses().bytes(), span);
    List<Series> series = new ArrayList<>();
    series.add(new Series("measured", 2, known));
    pace.ifPresent(perDay -> series.add(new Series("expected", 1, ahead(perDay, span))));
    Optional<Capacity> first = sheet.firstToRunOut();
    List<Mark> marks =
        first.stream()
            .map(each -> new Mark(each.date().orElseThrow(), "runs out", name(each)))
            .toList();
    String dated =
        first
            .map(each -> name(each) + " runs out on " + moments.day(each.date().orElseThrow()))
            .orElse("Nothing is known to run out within a year");
    String paced =
        pace.map(p -> "They change by " + Unit.BYTES.text(p) + " a day. ")
            .orElse("How fast they grow is not known. ");
    return chart(
        "storage", "Size of all databases", paced + dated + ".", Unit.BYTES, span, series, marks);
  }

  private static String name(Capacity capacity) {
    return capacity.target() + ", " + CapacityText.name(capacity);
  }

  private TimeChart cost() {
    Span span = new Span(sheet.from(), sheet.to(), step, zone);
    return chart(
        "cost",
        "Session time for 1,000 transactions",
        CostText.of(sheet.cost()),
        Unit.SECONDS,
        span,
        List.of(new Series("active sessions", 6, values(sheet.courses().cost(), span))),
        List.of());
  }

  private TimeChart chart(
      String id,
      String title,
      String finding,
      Unit unit,
      Span span,
      List<Series> series,
      List<Mark> marks) {
    return new TimeChart(
        id, title, finding, unit, Shape.LINES, span, series, marks, Optional.empty());
  }

  /// Where the trend leads from the last size on.
  private List<Double> ahead(double perDay, Span span) {
    List<Double> line = new ArrayList<>(Collections.nCopies(span.steps(), Double.NaN));
    List<Measured> known = sheet.courses().bytes();
    if (known.isEmpty()) {
      return line;
    }
    Measured last = known.getLast();
    for (int i = Math.max(0, span.index(last.at())); i < span.steps(); i++) {
      double days = Duration.between(last.at(), span.at(i)).toSeconds() / DAY;
      line.set(i, last.value() + perDay * days);
    }
    return line;
  }

  private static List<Double> values(List<Measured> known, Span span) {
    List<Double> values = new ArrayList<>(Collections.nCopies(span.steps(), Double.NaN));
    for (Measured each : known) {
      int step = span.index(each.at());
      if (step >= 0 && step < values.size()) {
        values.set(step, each.value());
      }
    }
    return values;
  }
}
