package dev.ballast.server.node;

import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Past;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Layout;
import dev.ballast.store.sample.Point;
import dev.ballast.store.sample.Reading;
import dev.ballast.store.sample.Resolution;
import dev.ballast.store.sample.SeriesReader;
import dev.ballast.store.sample.SeriesReader.SeriesName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How long the statements that take the most time took before: their means of the day that ended
/// an hour ago, and of a day a week ago. Safe for any number of threads.
record StatementCourses(SeriesReader series) {
  private static final String STATEMENT = "statement";
  private static final String CALLS = "calls";
  private static final String TIME = "execution_seconds";

  /// Of the others nobody asks.
  private static final int MOST = 20;

  private static final Duration WINDOW = Duration.ofDays(1);
  private static final List<Duration> AGO =
      List.of(Duration.ofDays(7), Duration.ofDays(1), Duration.ofHours(1));

  /// Empty where something could not be read.
  Optional<List<Past.Course>> of(TargetState state, Instant now) {
    Optional<Reading> reading = state.family(STATEMENT).flatMap(FamilyState::latest);
    if (reading.isEmpty()) {
      return Optional.of(List.of());
    }
    Layout layout = reading.get().layout();
    List<Figures> statements = reading.get().entities();
    List<Past.Course> courses = new ArrayList<>();
    for (Figures figures :
        statements.stream()
            .sorted(Comparator.comparingDouble(f -> -zeroIfUnknown(f.value(layout.indexOf(TIME)))))
            .limit(MOST)
            .toList()) {
      SeriesReader.Part calls = read(state, layout, figures, CALLS, now);
      SeriesReader.Part time = read(state, layout, figures, TIME, now);
      if (calls.missing().isPresent() || time.missing().isPresent()) {
        return Optional.empty();
      }
      String means = means(calls.points(), time.points(), now);
      if (!means.isEmpty()) {
        courses.add(new Past.Course(figures.labels(), means));
      }
    }
    return Optional.of(courses);
  }

  private static double zeroIfUnknown(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  private SeriesReader.Part read(
      TargetState state, Layout layout, Figures figures, String metric, Instant now) {
    return series.read(
        new SeriesName(state.target(), layout, figures.labels(), metric),
        Resolution.HOUR,
        now.minus(AGO.getFirst()).minus(WINDOW),
        now);
  }

  /// Such as `7 d ago 3 ms, 1 d ago 12 ms`.
  static String means(List<Point> calls, List<Point> time, Instant now) {
    List<String> means = new ArrayList<>();
    for (Duration ago : AGO) {
      Instant to = now.minus(ago);
      double count = grown(calls, to.minus(WINDOW), to);
      double seconds = grown(time, to.minus(WINDOW), to);
      if (count > 0 && seconds >= 0) {
        means.add(
            "%s in the day until %s ago"
                .formatted(
                    Measure.SECONDS.text(seconds / count), Measure.SECONDS.text(ago.toSeconds())));
      }
    }
    return String.join(", ", means);
  }

  /// What a counter grew by between the points within that time, without those over which it began
  /// again; not a number where fewer than two are known.
  private static double grown(List<Point> points, Instant from, Instant to) {
    List<Point> within =
        points.stream()
            .filter(p -> !p.at().isBefore(from) && !p.at().isAfter(to))
            .filter(p -> !Double.isNaN(p.value()))
            .toList();
    if (within.size() < 2) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 1; i < within.size(); i++) {
      sum += Math.max(0, within.get(i).value() - within.get(i - 1).value());
    }
    return sum;
  }
}
