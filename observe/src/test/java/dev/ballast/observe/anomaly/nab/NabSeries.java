package dev.ballast.observe.anomaly.nab;

import java.time.LocalDateTime;
import java.util.List;

/// A series of the benchmark with the windows that its authors labelled.
///
/// @param name folder and file, as the labels have it
public record NabSeries(String name, List<Point> points, List<Window> windows) {
  public NabSeries {
    points = List.copyOf(points);
    windows = List.copyOf(windows);
  }

  /// One value; the benchmark's times bear no zone.
  public record Point(LocalDateTime time, double value) {}

  /// A stretch within which an alarm is right, its first and last point included.
  public record Window(LocalDateTime first, LocalDateTime last) {}

  /// The points at the beginning that are not scored: 15 % of the series, of a long one 750.
  int probation() {
    return (int) Math.floor(0.15 * Math.min(points.size(), 5_000));
  }
}
