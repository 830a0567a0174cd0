package dev.ballast.server.page;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.collect.caller.CallerFamily;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.pages.chart.Series;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.chart.TimeChart.Shape;
import dev.ballast.pages.statement.StatementPage.Caller;
import dev.ballast.pages.statement.StatementPage.Callers;
import dev.ballast.pages.text.Unit;
import dev.ballast.server.page.Courses.Course;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What sessions waited for in a statement, and whose they were, by samples. For one page, and one
/// thread.
final class StatementCallers {
  private static final String SESSIONS = "sessions";
  private static final int SHOWN = 20;

  /// With fewer samples a share is a guess.
  private static final int MANY = 100;

  private final Courses courses;
  private final Span span;
  private final Optional<FamilyState> family;
  private final List<Course> sampled;
  private final Steps readings;

  StatementCallers(Courses courses, TargetState state, Span span, String queryId) {
    this.courses = courses;
    this.span = span;
    this.family = state.family("caller");
    Layout layout = family.orElseThrow().family().layout();
    this.sampled =
        courses.all(layout, SESSIONS, false).stream()
            .filter(course -> isOf(course.labels(), queryId))
            .filter(course -> course.steps().total() > 0)
            .toList();
    this.readings = courses.one(layout, CallerFamily.EVERY_READING, SESSIONS, false);
  }

  /// What is counted together here is not what is counted together of statements.
  private static boolean isOf(Labels labels, String queryId) {
    return labels.value("queryid").equals(Optional.of(queryId)) && queryId.matches("-?[0-9]+");
  }

  TimeChart waits() {
    // Where no session was in it, as many as none were on a processor.
    Map<WaitClass, Steps> by = new EnumMap<>(Map.of(WaitClass.CPU, new Steps(span)));
    for (Course course : sampled) {
      WaitClass waits = WaitClass.of(label(course.labels(), "wait_class"));
      by.computeIfAbsent(waits, w -> new Steps(span)).addAll(course.steps());
    }
    List<Series> series = new ArrayList<>();
    by.forEach(
        (waits, steps) ->
            series.add(new Series(waits.words(), waits.tone(), steps.meansAmong(readings))));
    return new TimeChart(
        "waits",
        "Active sessions in it, by what they wait for",
        total() == 0
            ? "No session was seen running it."
            : "%s sessions on average were running it in the period."
                .formatted(Unit.COUNT.text(total() / readings.points())),
        Unit.COUNT,
        Shape.STACKED,
        span,
        series,
        List.of(),
        Optional.empty());
  }

  private double total() {
    return sampled.stream().mapToDouble(course -> course.steps().total()).sum();
  }

  private record Who(String application, String user) {}

  Callers callers() {
    double total = total();
    double each = courses.readingsOfAPoint(CallerFamily.CADENCE);
    Map<Who, Double> by = new HashMap<>();
    for (Course course : sampled) {
      by.merge(
          new Who(label(course.labels(), "application"), label(course.labels(), "user")),
          course.steps().total(),
          Double::sum);
    }
    List<Caller> rows =
        by.entrySet().stream()
            .sorted(
                Map.Entry.<Who, Double>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(who -> who.getKey().application())
                    .thenComparing(who -> who.getKey().user()))
            .limit(SHOWN)
            .map(
                who ->
                    new Caller(
                        named(who.getKey().application()),
                        named(who.getKey().user()),
                        who.getValue() / total,
                        Unit.COUNT.text(Math.rint(who.getValue() * each))))
            .toList();
    return new Callers(rows, note(Math.rint(total * each), by.size()));
  }

  private String note(double samples, int callers) {
    Optional<Fault> missing = family.flatMap(FamilyState::missing);
    if (readings.points() == 0) {
      return missing
          .map(
              why ->
                  "Not known: " + why.getMessage() + "." + why.hint().map(h -> " " + h).orElse(""))
          .orElse("Not known: sessions were not looked at in this period.");
    }
    String looks =
        "sessions are looked at every " + CallerFamily.CADENCE.toSeconds() + " s, and only those";
    if (samples == 0) {
      return "No session was seen running it: " + looks + " that run it just then are counted.";
    }
    return "Rests on %s %s: %s in it just then are counted.%s%s"
        .formatted(
            Unit.COUNT.text(samples),
            samples == 1 ? "sample" : "samples",
            looks,
            samples < MANY ? " That is few; a share may be far off." : "",
            callers > SHOWN ? " The " + SHOWN + " with most of them are shown." : "");
  }

  private static String named(String name) {
    return name.isEmpty() ? "–" : name;
  }

  private static String label(Labels labels, String name) {
    return labels.value(name).orElse("");
  }
}
