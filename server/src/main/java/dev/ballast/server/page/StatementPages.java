package dev.ballast.server.page;

import dev.ballast.observe.study.StatementStudy;
import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.frame.Period;
import dev.ballast.pages.statement.StatementPage;
import dev.ballast.pages.work.AlertsPage;
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
import java.util.stream.IntStream;

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
    StatementSums sums = new StatementSums(courses, layout, span, queryId);
    StatementCallers callers = new StatementCallers(courses, state, span, queryId);
    List<Figures> now = figures(state, queryId);
    Optional<StatementText> text = texts(state, queryId);
    Optional<StatementStudy> study =
        now.stream().map(state.detail()::study).flatMap(Optional::stream).findFirst();
    StatementPlans plans =
        new StatementPlans(sources.events(), state.target(), queryId, text, study);
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
        plans.parameters(),
        charts(sums, callers, state, queryId, period, span),
        callers.callers(),
        plans.plans(span, sources.clock().now()),
        study.map(StatementStudy::tableNames).orElse(List.of()),
        alerts(state.target(), queryId));
  }

  private List<TimeChart> charts(
      StatementSums sums,
      StatementCallers callers,
      TargetState state,
      String queryId,
      Period period,
      Span span) {
    List<TimeChart> charts = new ArrayList<>(sums.charts());
    charts.add(1, callers.waits());
    if (!period.againstPrevious()) {
      return charts;
    }
    Span before = span.before();
    Courses courses = new Courses(sources.series(), state, before);
    Layout layout = state.family(STATEMENT).orElseThrow().family().layout();
    List<TimeChart> earlier =
        new ArrayList<>(new StatementSums(courses, layout, before, queryId).charts());
    earlier.add(1, new StatementCallers(courses, state, before, queryId).waits());
    return IntStream.range(0, charts.size())
        .mapToObj(i -> charts.get(i).against(earlier.get(i)))
        .toList();
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
}
