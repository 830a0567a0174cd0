package dev.ballast.server.page;

import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.pages.target.TargetPage.StatementRow;
import dev.ballast.pages.text.Unit;
import dev.ballast.server.page.Courses.Course;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import dev.ballast.store.sample.Reading;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What statements took of a period.
final class StatementShares {
  private static final String TIME = "execution_seconds";
  private static final String CALLS = "calls";
  private static final String ROWS = "rows";
  private static final int SHOWN = 15;
  private static final int LONGEST = 160;

  private final TargetState state;
  private final Courses courses;
  private final Layout layout;

  StatementShares(Courses courses, TargetState state) {
    this.state = state;
    this.courses = courses;
    this.layout = state.family("statement").orElseThrow().family().layout();
  }

  /// What took most, and of which time that is.
  ///
  /// @param since when the counters began, where too little of the period is known
  record Top(List<StatementRow> rows, Optional<Instant> since) {}

  /// Those that took most of the period. Where the node has not seen their counters grow yet, of
  /// all that the server has counted.
  Top top() {
    List<Course> all = courses.all(layout, TIME, true);
    double total = all.stream().mapToDouble(course -> course.steps().total()).sum();
    if (total == 0) {
      return counted();
    }
    return new Top(
        all.stream()
            .filter(course -> course.steps().total() > 0)
            .sorted(Comparator.comparingDouble(course -> -course.steps().total()))
            .limit(SHOWN)
            .map(
                course ->
                    row(
                        course.labels(),
                        course.steps().total(),
                        total,
                        courses.one(layout, course.labels(), CALLS, true).total(),
                        courses.one(layout, course.labels(), ROWS, true).total()))
            .toList(),
        Optional.empty());
  }

  private Top counted() {
    List<Figures> all =
        state
            .family("statement")
            .flatMap(FamilyState::latest)
            .map(Reading::entities)
            .orElse(List.of());
    double total = all.stream().mapToDouble(f -> value(f, TIME)).filter(v -> v > 0).sum();
    return new Top(
        all.stream()
            .filter(figures -> value(figures, TIME) > 0)
            .sorted(Comparator.comparingDouble(figures -> -value(figures, TIME)))
            .limit(SHOWN)
            .map(
                figures ->
                    row(
                        figures.labels(),
                        value(figures, TIME),
                        total,
                        value(figures, CALLS),
                        value(figures, ROWS)))
            .toList(),
        all.stream()
            .map(figures -> value(figures, "reset_timestamp_seconds"))
            .filter(seconds -> !seconds.isNaN())
            .findFirst()
            .map(seconds -> Instant.ofEpochSecond(seconds.longValue())));
  }

  private double value(Figures figures, String metric) {
    return figures.value(layout.indexOf(metric));
  }

  /// Its text, or its id where none is known.
  static String named(TargetState state, Labels labels) {
    String queryId = labels.value("queryid").orElse("");
    return text(state, labels).orElse(queryId.isEmpty() ? labels.text() : "statement " + queryId);
  }

  private StatementRow row(Labels labels, double time, double total, double calls, double rows) {
    String queryId = labels.value("queryid").orElse("");
    return new StatementRow(
        queryId,
        labels.value("database").orElse(""),
        named(state, labels),
        time / total,
        Unit.COUNT.text(calls),
        Unit.SECONDS.text(calls > 0 ? time / calls : Double.NaN),
        Unit.COUNT.text(calls > 0 ? rows / calls : Double.NaN));
  }

  private static Optional<String> text(TargetState state, Labels labels) {
    return state.family("statement").stream()
        .map(FamilyState::latest)
        .flatMap(Optional::stream)
        .map(Reading::entities)
        .flatMap(List::stream)
        .filter((Figures figures) -> figures.labels().equals(labels))
        .map(figures -> state.detail().text(figures))
        .flatMap(Optional::stream)
        .map(StatementText::text)
        .map(StatementShares::shortened)
        .findFirst();
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
