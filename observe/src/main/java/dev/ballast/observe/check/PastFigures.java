package dev.ballast.observe.check;

import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// What the points of a stored series say.
public final class PastFigures {
  /// Fewer points have no trend.
  private static final int FEWEST = 6;

  private static final double MILLIS = 1000;

  private PastFigures() {}

  /// How fast a figure grows: the median of the slopes between all pairs of points, which a single
  /// load or a clean-up does not change.
  ///
  /// @param points in order of time
  public static Optional<Past.Trend> trend(String family, Labels subject, List<Point> points) {
    List<Point> known = known(points);
    if (known.size() < FEWEST) {
      return Optional.empty();
    }
    double[] slopes =
        IntStream.range(0, known.size())
            .boxed()
            .flatMapToDouble(
                i ->
                    IntStream.range(i + 1, known.size())
                        .mapToDouble(j -> slope(known.get(i), known.get(j))))
            .sorted()
            .toArray();
    Duration over = Duration.between(known.getFirst().at(), known.getLast().at());
    return Optional.of(new Past.Trend(family, subject, median(slopes), over));
  }

  private static double slope(Point one, Point other) {
    double seconds = Duration.between(one.at(), other.at()).toMillis() / MILLIS;
    return (other.value() - one.value()) / seconds;
  }

  private static double median(double... sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[half]
        : DoubleStream.of(sorted[half - 1], sorted[half]).average().orElseThrow();
  }

  /// Since when a counter has been what it is at the last point. A gap says nothing: the counter
  /// was the same before and after it.
  ///
  /// @param points in order of time
  public static Optional<Past.Still> still(String family, Labels subject, List<Point> points) {
    List<Point> known = known(points);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Instant since = known.getLast().at();
    for (int i = known.size() - 2; i >= 0; i--) {
      if (Double.compare(known.get(i).value(), known.getLast().value()) != 0) {
        break;
      }
      since = known.get(i).at();
    }
    return Optional.of(new Past.Still(family, subject, since));
  }

  private static List<Point> known(List<Point> points) {
    return points.stream().filter(point -> !Double.isNaN(point.value())).toList();
  }
}
