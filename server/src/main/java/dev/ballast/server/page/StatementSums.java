package dev.ballast.server.page;

import dev.ballast.pages.chart.Overlay;
import dev.ballast.pages.chart.Overlay.Band;
import dev.ballast.pages.chart.Series;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.chart.TimeChart.Shape;
import dev.ballast.pages.text.Unit;
import dev.ballast.server.page.Courses.Course;
import dev.ballast.store.sample.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What one statement took of a period, and all others. For one page, and one thread.
final class StatementSums {
  private static final String QUERY_ID = "queryid";

  private final Span span;
  private final Courses courses;
  private final Layout layout;
  private final String queryId;
  private final Steps time;
  private final Steps calls;
  private double all;

  StatementSums(Courses courses, Layout layout, Span span, String queryId) {
    this.span = span;
    this.courses = courses;
    this.layout = layout;
    this.queryId = queryId;
    this.time = new Steps(span);
    for (Course course : courses.all(layout, "execution_seconds", true)) {
      all += course.steps().total();
      if (course.labels().value(QUERY_ID).equals(Optional.of(queryId))) {
        time.addAll(course.steps());
      }
    }
    this.calls = sum("calls");
  }

  private Steps sum(String metric) {
    Steps sum = new Steps(span);
    courses.all(layout, metric, true).stream()
        .filter(course -> course.labels().value(QUERY_ID).equals(Optional.of(queryId)))
        .forEach(course -> sum.addAll(course.steps()));
    return sum;
  }

  String verdict() {
    if (calls.total() == 0) {
      return "It was not called in this period, or not counted.";
    }
    return "%s calls took %s each on average, %s of the time of all statements."
        .formatted(
            Unit.COUNT.text(calls.total()),
            Unit.SECONDS.text(time.total() / calls.total()),
            Unit.SHARE.text(all > 0 ? time.total() / all : Double.NaN));
  }

  List<TimeChart> charts() {
    Steps rows = sum("rows");
    Steps hit = sum("blocks_hit");
    Steps read = sum("blocks_read");
    return List.of(
        mean(),
        chart(
            "calls",
            "Calls",
            Unit.PER_SECOND,
            List.of(new Series("calls", 6, Held.over(calls.perSecond())))),
        chart(
            "rows",
            "Rows for each call",
            Unit.COUNT,
            List.of(new Series("rows", 3, Held.over(rows.by(calls))))),
        chart(
            "blocks",
            "Blocks for each call",
            Unit.COUNT,
            List.of(
                new Series("found in shared buffers", 6, Held.over(hit.by(calls))),
                new Series("read from outside", 5, Held.over(read.by(calls))))));
  }

  /// The mean of each step, and how far calls differ from it by the sums that the server counts.
  private TimeChart mean() {
    List<Double> means = Held.over(time.by(calls));
    List<Double> spread =
        Held.over(Spread.of(time.by(calls), sum("squared_execution_seconds").by(calls)));
    return chart(
            "mean",
            "Mean time of a call, with its standard deviation; the server counts no quantiles",
            Unit.SECONDS,
            List.of(new Series("mean", 2, means)))
        .with(Overlay.of(band(means, spread)));
  }

  private static Band band(List<Double> means, List<Double> spread) {
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    for (int step = 0; step < means.size(); step++) {
      low.add(Math.max(0, means.get(step) - spread.get(step)));
      high.add(means.get(step) + spread.get(step));
    }
    return new Band("mean ± one standard deviation", 2, low, high);
  }

  private TimeChart chart(String id, String title, Unit unit, List<Series> series) {
    String last =
        series.stream()
            .map(each -> each.name() + " " + unit.text(each.last()))
            .collect(Collectors.joining(", "));
    return new TimeChart(
        id,
        title,
        "At the end of the period: " + last + ".",
        unit,
        Shape.LINES,
        span,
        series,
        List.of(),
        Optional.empty());
  }
}
