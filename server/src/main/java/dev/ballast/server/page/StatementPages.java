package dev.ballast.server.page;

import dev.ballast.observe.study.PlanOutline;
import dev.ballast.observe.study.StatementStudy;
import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.pages.chart.Series;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.chart.TimeChart.Shape;
import dev.ballast.pages.frame.Period;
import dev.ballast.pages.statement.StatementPage;
import dev.ballast.pages.text.Unit;
import dev.ballast.pages.work.AlertsPage;
import dev.ballast.server.page.Courses.Course;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.delivery.Mute;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Layout;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts the page of a statement together.
final class StatementPages {
  private static final String QUERY_ID = "queryid";
  private static final String STATEMENT = "statement";
  private static final Duration CADENCE = Duration.ofMinutes(1);

  private final PageSources sources;

  StatementPages(PageSources sources) {
    this.sources = sources;
  }

  StatementPage of(TargetState state, String queryId, Period period, ZoneId zone) {
    Span span = Span.of(period.from(), period.to(), CADENCE, zone);
    Layout layout = state.family(STATEMENT).orElseThrow().family().layout();
    Courses courses = new Courses(sources.series(), state, span);
    Sums sums = new Sums(courses, layout, span, queryId);
    List<Figures> now = figures(state, queryId);
    Optional<StatementText> text = texts(state, queryId);
    Optional<StatementStudy> study =
        now.stream().map(state.detail()::study).flatMap(Optional::stream).findFirst();
    return new StatementPage(
        state.target(),
        queryId,
        now.stream()
            .map(figures -> figures.labels().value("database").orElse("?"))
            .collect(Collectors.joining(", ")),
        sums.verdict(),
        text.map(StatementText::text).orElse(""),
        text.isEmpty()
            ? Optional.of("No text of it is known: it was evicted, or the role may not see it.")
            : text.filter(t -> !t.isWhole()).map(t -> t.form().reason()),
        sums.charts(),
        study.map(StatementStudy::plan).flatMap(StatementPages::planned),
        study
            .map(StatementStudy::plan)
            .map(StatementPages::unplanned)
            .orElse(Optional.of("only the statements that cost most are studied")),
        study.map(StatementStudy::tableNames).orElse(List.of()),
        alerts(state.target(), queryId));
  }

  private static Optional<String> planned(PlanOutline plan) {
    return plan instanceof PlanOutline.Planned made ? Optional.of(made.text()) : Optional.empty();
  }

  private static Optional<String> unplanned(PlanOutline plan) {
    return plan instanceof PlanOutline.None(String why) ? Optional.of(why) : Optional.empty();
  }

  private static List<Figures> figures(TargetState state, String queryId) {
    return state.family(STATEMENT).flatMap(FamilyState::latest).stream()
        .map(Reading::entities)
        .flatMap(List::stream)
        .filter(figures -> figures.labels().value(QUERY_ID).equals(Optional.of(queryId)))
        .toList();
  }

  private static Optional<StatementText> texts(TargetState state, String queryId) {
    return state.detail().texts().entrySet().stream()
        .filter(known -> known.getKey().queryId().equals(queryId))
        .map(java.util.Map.Entry::getValue)
        .findFirst();
  }

  private List<AlertsPage.Row> alerts(String target, String queryId) {
    Instant now = sources.clock().now();
    List<Mute> mutes = sources.mutes().endingAfter(now);
    return sources.alerts().since(target, now).stream()
        .filter(Alert::open)
        .filter(alert -> alert.subject().value(QUERY_ID).equals(Optional.of(queryId)))
        .map(alert -> WorkRows.alert(alert, mutes))
        .toList();
  }

  /// What it took of the period, and all others.
  private static final class Sums {
    private final Span span;
    private final Steps time;
    private final Steps calls;
    private final Steps rows;
    private final Steps hit;
    private final Steps read;
    private double all;

    Sums(Courses courses, Layout layout, Span span, String queryId) {
      this.span = span;
      this.time = new Steps(span);
      for (Course course : courses.all(layout, "execution_seconds", true)) {
        all += course.steps().total();
        if (course.labels().value(QUERY_ID).equals(Optional.of(queryId))) {
          time.addAll(course.steps());
        }
      }
      this.calls = sum(courses, layout, "calls", queryId);
      this.rows = sum(courses, layout, "rows", queryId);
      this.hit = sum(courses, layout, "blocks_hit", queryId);
      this.read = sum(courses, layout, "blocks_read", queryId);
    }

    private Steps sum(Courses courses, Layout layout, String metric, String queryId) {
      Steps sum = new Steps(span);
      courses
          .of(layout, metric, true, labels -> labels.value(QUERY_ID).equals(Optional.of(queryId)))
          .forEach(course -> sum.addAll(course.steps()));
      return sum;
    }

    String verdict() {
      if (calls.total() == 0) {
        return "It was not called in this period, or not counted.";
      }
      return "%s calls took %s each, %s of the time of all statements."
          .formatted(
              Unit.COUNT.text(calls.total()),
              Unit.SECONDS.text(time.total() / calls.total()),
              Unit.SHARE.text(all > 0 ? time.total() / all : Double.NaN));
    }

    List<TimeChart> charts() {
      List<TimeChart> charts = new ArrayList<>();
      charts.add(
          chart(
              "mean",
              "Mean time",
              Unit.SECONDS,
              List.of(new Series("mean", 2, Held.over(time.by(calls))))));
      charts.add(
          chart(
              "calls",
              "Calls",
              Unit.PER_SECOND,
              List.of(new Series("calls", 6, Held.over(calls.perSecond())))));
      charts.add(
          chart(
              "rows",
              "Rows for each call",
              Unit.COUNT,
              List.of(new Series("rows", 3, Held.over(rows.by(calls))))));
      charts.add(
          chart(
              "blocks",
              "Blocks for each call",
              Unit.COUNT,
              List.of(
                  new Series("found in shared buffers", 6, Held.over(hit.by(calls))),
                  new Series("read from outside", 5, Held.over(read.by(calls))))));
      return charts;
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
}
