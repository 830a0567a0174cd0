package dev.ballast.server.page;

import dev.ballast.pages.chart.Span;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// What was measured in each step of a period: its sum and how many points there were. For one
/// thread.
final class Steps {
  private static final double MILLIS = 1000;

  private final Span span;
  private final double[] sums;
  private final int[] counts;

  Steps(Span span) {
    this.span = span;
    this.sums = new double[span.steps()];
    this.counts = new int[span.steps()];
  }

  void add(Instant at, double value) {
    int step = span.index(at);
    if (step >= 0 && step < sums.length && !Double.isNaN(value)) {
      sums[step] += value;
      counts[step]++;
    }
  }

  void addAll(Steps other) {
    for (int step = 0; step < sums.length; step++) {
      sums[step] += other.sums[step];
      counts[step] += other.counts[step];
    }
  }

  boolean isEmpty() {
    return Arrays.stream(counts).allMatch(count -> count == 0);
  }

  double total() {
    return Arrays.stream(sums).sum();
  }

  /// The mean of the points of each step; not a number where there are none.
  List<Double> means() {
    return Arrays.stream(indices()).mapToObj(i -> mean(i, counts[i])).toList();
  }

  /// The mean over as many readings as another one had: an entity that a reading did not have was
  /// 0.
  List<Double> meansAmong(Steps readings) {
    return Arrays.stream(indices()).mapToObj(i -> mean(i, readings.counts[i])).toList();
  }

  /// How many points there are in all.
  int points() {
    return Arrays.stream(counts).sum();
  }

  /// The sum of each step in a second, where something was read in it.
  List<Double> perSecond() {
    double seconds = span.step().toMillis() / MILLIS;
    return Arrays.stream(indices())
        .mapToObj(i -> counts[i] == 0 ? Double.NaN : sums[i] / seconds)
        .toList();
  }

  /// The sum of each step by that of another one, such as time by calls.
  List<Double> by(Steps other) {
    return Arrays.stream(indices())
        .mapToObj(i -> other.sums[i] > 0 ? sums[i] / other.sums[i] : Double.NaN)
        .toList();
  }

  private double mean(int step, int count) {
    return count == 0 ? Double.NaN : sums[step] / count;
  }

  private int[] indices() {
    int[] indices = new int[sums.length];
    Arrays.setAll(indices, i -> i);
    return indices;
  }
}
