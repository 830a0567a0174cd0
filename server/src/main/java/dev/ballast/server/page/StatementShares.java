package dev.ballast.server.page;

import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.target.TargetPage.StatementRow;
import dev.ballast.pages.text.Unit;
import dev.ballast.server.page.Courses.Course;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import dev.ballast.store.sample.Reading;
import dev.ballast.store.sample.SeriesReader;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What statements took of a period.
final class StatementShares {
  private static final int SHOWN = 15;
  private static final int LONGEST = 160;

  private final TargetState state;
  private final Courses courses;
  private final Layout layout;

  StatementShares(SeriesReader series, TargetState state, Span span) {
    this.state = state;
    this.courses = new Courses(series, state, span);
    this.layout = state.family("statement").orElseThrow().family().layout();
  }

  /// Those that took most, with their shares of the time of all.
  List<StatementRow> top() {
    List<Course> all = courses.all(layout, "execution_seconds", true);
    double total = all.stream().mapToDouble(course -> course.steps().total()).sum();
    return all.stream()
        .filter(course -> course.steps().total() > 0)
        .sorted(Comparator.comparingDouble(course -> -course.steps().total()))
        .limit(SHOWN)
        .map(course -> row(course, total))
        .toList();
  }

  private StatementRow row(Course course, double total) {
    Labels labels = course.labels();
    double calls = courses.one(layout, labels, "calls", true).total();
    double rows = courses.one(layout, labels, "rows", true).total();
    double time = course.steps().total();
    String queryId = labels.value("queryid").orElse("");
    return new StatementRow(
        queryId,
        labels.value("database").orElse(""),
        text(labels).orElse(queryId.isEmpty() ? labels.text() : "statement " + queryId),
        time / total,
        Unit.COUNT.text(calls),
        Unit.SECONDS.text(calls > 0 ? time / calls : Double.NaN),
        Unit.COUNT.text(calls > 0 ? rows / calls : Double.NaN));
  }

  private Optional<String> text(Labels labels) {
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
