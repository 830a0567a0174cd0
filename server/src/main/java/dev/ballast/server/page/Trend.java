package dev.ballast.server.page;

import dev.ballast.store.sample.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How fast a figure changes: the median of the slopes between all pairs of points (Theil and Sen),
/// which a single load or a clean-up does not move, and the bounds within which it is at 90 %.
///
/// @param at of the last point
/// @param last its value
/// @param perDay the median
/// @param least the lower bound
/// @param most the upper bound
/// @param over how long the points are apart
record Trend(Instant at, double last, double perDay, double least, double most, Duration over) {
  /// Fewer points have no trend.
  private static final int FEWEST = 6;

  /// More points would take long, and say no more.
  private static final int MOST = 100;

  /// Of the normal distribution at 90 %, two-sided.
  private static final double Z = 1.645;

  private static final double DAY = Duration.ofDays(1).toMillis();

  /// @param points in order of time
  static Optional<Trend> of(List<Point> points) {
    List<Point> known = points.stream().filter(point -> !Double.isNaN(point.value())).toList();
    if (known.size() < FEWEST) {
      return Optional.empty();
    }
    Point last = known.getLast();
    double[] slopes = slopes(thinned(known));
    long pairs = slopes.length;
    double spread = spread(Math.min(known.size(), MOST));
    int low = Math.toIntExact(Math.max(0, (long) Math.floor((pairs - spread) / 2) - 1));
    int high = Math.toIntExact(Math.min(pairs - 1, (long) Math.ceil((pairs + spread) / 2)));
    return Optional.of(
        new Trend(
            last.at(),
            last.value(),
            median(slopes),
            slopes[low],
            slopes[high],
            Duration.between(known.getFirst().at(), last.at())));
  }

  /// How many ranks are between the bounds: by the variance of Kendall's statistic.
  private static double spread(int n) {
    return Z * Math.sqrt(n * (n - 1.0) * (2.0 * n + 5) / 18);
  }

  /// Of each of as many groups as are counted with, the point that is in the middle by its value.
  private static List<Point> thinned(List<Point> points) {
    if (points.size() <= MOST) {
      return points;
    }
    List<Point> kept = new ArrayList<>(MOST);
    for (int group = 0; group < MOST; group++) {
      int from = (int) ((long) points.size() * group / MOST);
      int to = (int) ((long) points.size() * (group + 1) / MOST);
      List<Point> sorted =
          points.subList(from, to).stream()
              .sorted(Comparator.comparingDouble(Point::value))
              .toList();
      kept.add(sorted.get(sorted.size() / 2));
    }
    return kept;
  }

  private static double[] slopes(List<Point> points) {
    int n = points.size();
    double[] slopes = new double[n * (n - 1) / 2];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double days = Duration.between(points.get(i).at(), points.get(j).at()).toMillis() / DAY;
        slopes[at++] = (points.get(j).value() - points.get(i).value()) / days;
      }
    }
    Arrays.sort(slopes);
    return slopes;
  }

  private static double median(double... sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /// When the figure is at a limit, if it changes by that much a day from its last value on; empty
  /// where it moves away from it, or does not move.
  Optional<Instant> reaches(double limit, double pace) {
    double distance = limit - last;
    if (distance == 0) {
      return Optional.of(at);
    }
    double days = distance / pace;
    // A million days is never; it keeps the date one that there is.
    return days > 0 && days < 1e6
        ? Optional.of(at.plusMillis(Math.round(days * DAY)))
        : Optional.empty();
  }
}
