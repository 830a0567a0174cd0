package dev.ballast.server.page;

import dev.ballast.change.course.Latencies;
import dev.ballast.change.course.LockHeld;
import dev.ballast.change.course.LockWaited;
import dev.ballast.change.course.RehearsalCourse;
import dev.ballast.change.course.ScriptCourse;
import dev.ballast.change.course.StatementRun;
import dev.ballast.evidence.Durations;
import dev.ballast.pages.chart.LaneChart;
import dev.ballast.pages.chart.LaneChart.Item;
import dev.ballast.pages.chart.LaneChart.Lane;
import dev.ballast.pages.chart.LaneChart.Look;
import dev.ballast.pages.chart.Limit;
import dev.ballast.pages.chart.Mark;
import dev.ballast.pages.chart.Series;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.text.Unit;
import dev.ballast.sql.LockMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// The charts of a rehearsal's course.
final class RehearsalCharts {
  private static final int MOST_LANES = 24;
  private static final Duration STEP = Duration.ofMillis(250);
  private static final double NANOS = 1e9;

  private final RehearsalCourse course;
  private final ZoneId zone;

  RehearsalCharts(RehearsalCourse course, ZoneId zone) {
    this.course = course;
    this.zone = zone;
  }

  /// Empty where there was no traffic.
  ///
  /// @param allowed how long others may be kept waiting
  Optional<TimeChart> latency(Optional<Duration> allowed) {
    if (course.latencies().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TimeChart(
            "latency",
            "What statements of the traffic took",
            latencyInWords(),
            Unit.SECONDS,
            TimeChart.Shape.LINES,
            span(course.interval()),
            List.of(
                new Series("half within", 2, values(each -> seconds(each.p50()))),
                new Series("99 % within", 4, values(each -> seconds(each.p99()))),
                new Series("longest", 8, longest())),
            course.scripts().stream().map(this::mark).toList(),
            allowed.map(
                limit -> new Limit(Durations.text(limit) + " may be waited", seconds(limit)))));
  }

  private Mark mark(ScriptCourse script) {
    return new Mark(
        at(script.from()),
        script.way().toString(),
        "%s, took %s".formatted(script.file(), Durations.text(script.to().minus(script.from()))),
        Optional.of(at(script.to())));
  }

  private String latencyInWords() {
    return "99 %% of statements ended within %s before the change, %s during, %s after it (worst interval)."
        .formatted(
            worst(from -> from < begin()),
            worst(from -> from >= begin() && from < end()),
            worst(from -> from >= end()));
  }

  /// Selects intervals by when they begin.
  private interface Part {
    boolean has(long fromNanos);
  }

  private String worst(Part part) {
    return Unit.SECONDS.text(
        course.latencies().stream()
            .filter(each -> part.has(each.from().toNanos()) && each.completed() > 0)
            .mapToDouble(each -> seconds(each.p99()))
            .max()
            .orElse(Double.NaN));
  }

  /// The interval in which the first script begins is one of during.
  private long begin() {
    return course.scripts().stream()
        .mapToLong(script -> script.from().minus(course.interval()).toNanos() + 1)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private long end() {
    return course.scripts().stream()
        .mapToLong(script -> script.to().toNanos())
        .max()
        .orElse(Long.MAX_VALUE);
  }

  /// Not a number where no statement ended well.
  private List<Double> values(ToDoubleFunction<Latencies> value) {
    return steps(each -> each.completed() > 0 ? value.applyAsDouble(each) : Double.NaN);
  }

  private List<Double> longest() {
    return steps(
        each ->
            each.completed() + each.failed() + each.unfinished() > 0
                ? seconds(each.max())
                : Double.NaN);
  }

  private List<Double> steps(ToDoubleFunction<Latencies> value) {
    Span span = span(course.interval());
    List<Double> steps = new ArrayList<>();
    for (int step = 0; step < span.steps(); step++) {
      steps.add(Double.NaN);
    }
    for (Latencies each : course.latencies()) {
      int step = span.index(at(each.from()));
      if (step < steps.size()) {
        steps.set(step, value.applyAsDouble(each));
      }
    }
    return steps;
  }

  /// When statements ran, and locks were held and waited for.
  LaneChart locks() {
    List<Lane> lanes = new ArrayList<>();
    for (ScriptCourse script : course.scripts()) {
      lanes.add(
          new Lane(
              script.file() + ", " + script.way(),
              script.statements().stream().map(this::ran).toList()));
    }
    Map<Wanted, List<Item>> held = new TreeMap<>();
    for (ScriptCourse script : course.scripts()) {
      for (LockHeld lock : script.locks()) {
        add(held, new Wanted(lock.relation(), lock.mode(), false), held(script, lock));
      }
      for (LockWaited wait : script.waits()) {
        add(held, new Wanted(wait.relation(), wait.wanted(), true), waited(wait));
      }
    }
    held.forEach((wanted, items) -> lanes.add(new Lane(wanted.words(), items)));
    return new LaneChart(
        "locks",
        "Statements and locks over time",
        locksInWords(lanes.size()),
        span(STEP),
        lanes.stream().limit(MOST_LANES).toList());
  }

  /// A relation and a mode, the strongest first; who waits for it comes after who holds it.
  private record Wanted(String relation, LockMode mode, boolean waiting)
      implements Comparable<Wanted> {
    private static final Comparator<Wanted> ORDER =
        Comparator.comparing(Wanted::relation)
            .thenComparing(Wanted::waiting)
            .thenComparing(Comparator.comparing(Wanted::mode).reversed());

    @Override
    public int compareTo(Wanted other) {
      return ORDER.compare(this, other);
    }

    String words() {
      return relation + ": " + (waiting ? "waiting for " : "") + mode.sql();
    }
  }

  private static void add(Map<Wanted, List<Item>> lanes, Wanted lane, Item item) {
    lanes.computeIfAbsent(lane, _ -> new ArrayList<>()).add(item);
  }

  private Item ran(StatementRun statement) {
    return item(
        statement.from(),
        statement.to(),
        statement.failed() ? Look.CROSSED : Look.SOLID,
        "line %d, %s: %s"
            .formatted(
                statement.line(),
                statement.failed()
                    ? "failed after " + took(statement.from(), statement.to())
                    : took(statement.from(), statement.to()),
                statement.text()));
  }

  private Item held(ScriptCourse script, LockHeld lock) {
    return item(
        lock.from(),
        lock.to(),
        Look.PLAIN,
        "%s on %s held for %s, taken by statement %d of %s (%s)"
            .formatted(
                lock.mode().sql(),
                lock.relation(),
                took(lock.from(), lock.to()),
                lock.statement(),
                script.file(),
                script.way()));
  }

  private Item waited(LockWaited wait) {
    return item(
        wait.from(),
        wait.to(),
        Look.WAITING,
        "%d %s waited for %s on %s, the longest %s"
            .formatted(
                wait.waits(),
                wait.waits() == 1 ? "session" : "sessions",
                wait.wanted().sql(),
                wait.relation(),
                Durations.text(wait.longest())));
  }

  private Item item(Duration from, Duration to, Look look, String what) {
    return new Item(at(from), at(to), look, what);
  }

  private String locksInWords(int lanes) {
    Optional<LockWaited> worst =
        course.scripts().stream()
            .flatMap(script -> script.waits().stream())
            .max(Comparator.comparing(LockWaited::longest));
    Function<LockWaited, String> sentence =
        wait ->
            "The longest wait was %s, for %s on %s."
                .formatted(Durations.text(wait.longest()), wait.wanted().sql(), wait.relation());
    String waits =
        worst
            .map(sentence)
            .orElse(
                course.latencies().isEmpty()
                    ? "Nobody else used the copy, so nobody waited."
                    : "Nobody was seen waiting for a lock of the change.");
    return lanes > MOST_LANES
        ? waits + " %d of %d lanes are shown.".formatted(MOST_LANES, lanes)
        : waits;
  }

  private static String took(Duration from, Duration to) {
    return Unit.SECONDS.text(seconds(to.minus(from)));
  }

  private Span span(Duration step) {
    Duration length = course.length().compareTo(step) < 0 ? step : course.length();
    return new Span(course.startedAt(), course.startedAt().plus(length), step, zone);
  }

  private Instant at(Duration since) {
    return course.startedAt().plus(since);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }
}
