package dev.ballast.server.page;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.pages.chart.Limit;
import dev.ballast.pages.chart.Mark;
import dev.ballast.pages.chart.Series;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.chart.TimeChart.Shape;
import dev.ballast.pages.text.Unit;
import dev.ballast.server.page.Courses.Course;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import dev.ballast.store.sample.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The charts of one target and period. For one page, and one thread.
final class TargetCharts {
  private static final String ACTIVE = "active";
  private static final int MOST_DATABASES = 7;
  private static final long MINUTE = 60_000;
  private static final int MOST_RECEIVERS = 8;

  /// Charts of what a server need not have.
  static final Set<String> RECEIVERS = Set.of("lag", "retained");

  private final TargetState state;
  private final Span span;
  private final Courses courses;
  private final List<Mark> marks;

  TargetCharts(Courses courses, TargetState state, Span span, List<Mark> marks) {
    this.state = state;
    this.span = span;
    this.courses = courses;
    this.marks = List.copyOf(marks);
  }

  Optional<Fault> missing() {
    return courses.missing();
  }

  /// All charts, each beside that of another period.
  ///
  /// @param before of a span with as many steps
  List<TimeChart> against(TargetCharts before) {
    List<TimeChart> now = all();
    List<TimeChart> earlier = before.all();
    return IntStream.range(0, now.size())
        .mapToObj(i -> now.get(i).against(earlier.get(i)))
        .toList();
  }

  List<TimeChart> all() {
    List<TimeChart> all = new ArrayList<>();
    all.add(load());
    all.add(latency());
    all.add(commits());
    all.add(log());
    all.add(logCauses());
    all.add(lag());
    all.add(retained());
    all.add(storage());
    return List.copyOf(all);
  }

  /// Average active sessions by what they wait for, with the processors that there are.
  TimeChart load() {
    // Where no session is active, as many as none are on a processor.
    Map<WaitClass, Steps> by = new EnumMap<>(Map.of(WaitClass.CPU, new Steps(span)));
    for (Course course : courses.all(layout("activity"), "backends", false)) {
      if (course.labels().value("state").equals(Optional.of(ACTIVE))) {
        WaitClass waits = WaitClass.of(course.labels().value("wait_class").orElse(""));
        by.computeIfAbsent(waits, w -> new Steps(span)).addAll(course.steps());
      }
    }
    Steps readings = courses.one(layout("instance"), Labels.NONE, "connections", false);
    List<Series> series = new ArrayList<>();
    by.forEach(
        (waits, steps) ->
            series.add(new Series(waits.words(), waits.tone(), steps.meansAmong(readings))));
    Optional<Limit> processors =
        present("host", "processors").map(n -> new Limit("%.0f processors".formatted(n), n));
    return new TimeChart(
        "load",
        "Active sessions, by what they wait for",
        loadInWords(series, processors),
        Unit.COUNT,
        Shape.STACKED,
        span,
        series,
        marks,
        processors);
  }

  private static String loadInWords(List<Series> series, Optional<Limit> processors) {
    double now = series.stream().mapToDouble(Series::last).filter(v -> !Double.isNaN(v)).sum();
    Optional<Series> most =
        series.stream()
            .filter(each -> each.last() > 0)
            .max(Comparator.comparingDouble(Series::last));
    if (most.isEmpty()) {
      return "No session is active.";
    }
    String share =
        "%s sessions are active, most of them %s%s"
            .formatted(
                Unit.COUNT.text(now),
                most.get().name().startsWith("on ") ? "" : "waiting for ",
                most.get().name());
    return processors
        .map(limit -> share + (now > limit.value() ? ": more than there are processors." : "."))
        .orElse(share + ".");
  }

  private TimeChart latency() {
    Steps time = new Steps(span);
    Steps calls = new Steps(span);
    courses
        .all(layout("statement"), "execution_seconds", true)
        .forEach(c -> time.addAll(c.steps()));
    courses.all(layout("statement"), "calls", true).forEach(c -> calls.addAll(c.steps()));
    // Read every minute; a reading that is late is no gap, two that are missing are one.
    int most = Math.toIntExact(Math.ceilDiv(2 * MINUTE, span.step().toMillis()));
    Series mean = new Series("mean of all statements", 2, Held.over(time.by(calls), most));
    return lines(
        "latency",
        "Mean time of all statements; the server counts no quantiles",
        Double.isNaN(mean.last())
            ? "No statement was counted."
            : "A statement takes " + Unit.SECONDS.text(mean.last()) + " on average.",
        Unit.SECONDS,
        List.of(mean));
  }

  private TimeChart commits() {
    Steps committed = new Steps(span);
    Steps rolledBack = new Steps(span);
    courses.all(layout("database"), "commits", true).forEach(c -> committed.addAll(c.steps()));
    courses.all(layout("database"), "rollbacks", true).forEach(c -> rolledBack.addAll(c.steps()));
    Series commits = new Series("commits", 6, committed.perSecond());
    Series rollbacks = new Series("rollbacks", 5, rolledBack.perSecond());
    return lines(
        "commits",
        "Transactions",
        "%s transactions end well, %s are rolled back."
            .formatted(
                Unit.PER_SECOND.text(commits.last()), Unit.PER_SECOND.text(rollbacks.last())),
        Unit.PER_SECOND,
        List.of(commits, rollbacks));
  }

  private TimeChart log() {
    Steps bytes = courses.one(layout("wal"), Labels.NONE, "bytes", true);
    Series wal = new Series("write-ahead log", 3, bytes.perSecond());
    return lines(
        "wal",
        "Write-ahead log",
        Unit.BYTES_PER_SECOND.text(wal.last()) + " are generated.",
        Unit.BYTES_PER_SECOND,
        List.of(wal));
  }

  /// A whole page is in the log after a checkpoint, with the first change of it.
  private TimeChart logCauses() {
    Series records = new Series("records", 3, counter("wal", "records").perSecond());
    Series images =
        new Series("images of whole pages", 5, counter("wal", "full_page_images").perSecond());
    double requested = counter("checkpoint", "requested").total();
    double timed = counter("checkpoint", "timed").total();
    return lines(
        "wal-causes",
        "Records and images of whole pages in the write-ahead log",
        "%s checkpoints were requested and %s were due in this period; the first change of a page after one puts all of it into the log."
            .formatted(Unit.COUNT.text(requested), Unit.COUNT.text(timed)),
        Unit.PER_SECOND,
        List.of(records, images));
  }

  private Steps counter(String family, String metric) {
    return courses.one(layout(family), Labels.NONE, metric, true);
  }

  private TimeChart lag() {
    List<Series> series =
        largest(courses.all(layout("replication"), "replay_lag_bytes", false), "standby");
    return lines(
        "lag",
        "Write-ahead log that standbys have not replayed yet",
        "At the end of the period the last one is " + most(series) + " behind.",
        Unit.BYTES,
        series);
  }

  private TimeChart retained() {
    List<Series> series = largest(courses.all(layout("slot"), "retained_bytes", false), "slot");
    return lines(
        "retained",
        "Write-ahead log that replication slots retain",
        "At the end of the period one retains " + most(series) + ".",
        Unit.BYTES,
        series);
  }

  private static String most(List<Series> series) {
    return Unit.BYTES.text(
        series.stream()
            .mapToDouble(Series::last)
            .filter(value -> !Double.isNaN(value))
            .max()
            .orElse(Double.NaN));
  }

  private static List<Series> largest(List<Course> found, String label) {
    List<Series> series = new ArrayList<>();
    found.stream()
        .sorted(Comparator.comparingDouble(course -> -course.steps().total()))
        .limit(MOST_RECEIVERS)
        .forEach(
            course ->
                series.add(
                    new Series(
                        course.labels().value(label).orElse("?"),
                        1 + series.size() % Series.TONES,
                        Held.over(course.steps().means()))));
    return series;
  }

  private TimeChart storage() {
    List<Course> found =
        courses.all(layout("database_size"), "bytes", false).stream()
            .sorted(Comparator.comparingDouble(course -> -course.steps().total()))
            .limit(MOST_DATABASES)
            .toList();
    List<Series> series = new ArrayList<>();
    for (Course course : found) {
      series.add(
          new Series(
              course.labels().value("database").orElse("?"),
              1 + series.size() % Series.TONES,
              Held.over(course.steps().means())));
    }
    double now = series.stream().mapToDouble(Series::last).filter(v -> !Double.isNaN(v)).sum();
    return new TimeChart(
        "storage",
        "Size of databases",
        "All of them take " + Unit.BYTES.text(now) + ".",
        Unit.BYTES,
        Shape.STACKED,
        span,
        series,
        marks,
        Optional.empty());
  }

  private TimeChart lines(String id, String title, String finding, Unit unit, List<Series> series) {
    return new TimeChart(
        id, title, finding, unit, Shape.LINES, span, series, marks, Optional.empty());
  }

  private Layout layout(String family) {
    return state.family(family).orElseThrow().family().layout();
  }

  /// A figure of the first entity of a family at present.
  private Optional<Double> present(String family, String metric) {
    return state
        .family(family)
        .flatMap(
            f ->
                f.latest()
                    .map(Reading::entities)
                    .filter(entities -> !entities.isEmpty())
                    .map(List::getFirst)
                    .map((Figures figures) -> figures.value(f.family().layout().indexOf(metric))))
        .filter(value -> !value.isNaN());
  }
}
