package dev.ballast.store.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Fewer points of the same figures: of a counter the last one of each step, of any other metric
/// the mean and the largest. What is unknown throughout a step stays unknown.
final class RollUp {
  /// What the name of a metric's largest figures ends with.
  static final String LARGEST = ".max";

  private final Layout from;
  private final Layout to;
  private final boolean[] counter;

  RollUp(Layout from, MetricKinds kinds) {
    this.from = from;
    List<String> metrics = new ArrayList<>(from.metrics());
    this.counter = new boolean[from.metrics().size()];
    for (int i = 0; i < counter.length; i++) {
      String metric = from.metrics().get(i);
      counter[i] = kinds.isCounter(from.family(), metric);
      if (!counter[i]) {
        metrics.add(metric + LARGEST);
      }
    }
    this.to = new Layout(from.family(), metrics);
  }

  Layout layout() {
    return to;
  }

  /// A point is at the start of its step.
  Points of(Points points, Duration step) {
    Points rolled = new Points(to.metrics().size());
    long width = step.toMillis();
    int begin = 0;
    while (begin < points.count()) {
      long start = Math.floorDiv(points.millis(begin), width) * width;
      int end = begin;
      while (end < points.count() && points.millis(end) < start + width) {
        end++;
      }
      rolled.add(start, row(points, begin, end));
      begin = end;
    }
    return rolled;
  }

  private double[] row(Points points, int begin, int end) {
    double[] row = new double[to.metrics().size()];
    int largest = from.metrics().size();
    for (int metric = 0; metric < from.metrics().size(); metric++) {
      double last = Double.NaN;
      double max = Double.NaN;
      double sum = 0;
      int known = 0;
      for (int i = begin; i < end; i++) {
        double value = points.value(i, metric);
        if (!Double.isNaN(value)) {
          known++;
          sum += value;
          last = value;
          max = Double.isNaN(max) ? value : Math.max(max, value);
        }
      }
      row[metric] = counter[metric] || known == 0 ? last : thousandths(sum / known);
      if (!counter[metric]) {
        row[largest++] = max;
      }
    }
    return row;
  }

  /// A mean is not exact anyway, and a thousandth of a second or of a session is enough. Packs
  /// well.
  private static double thousandths(double mean) {
    return Math.abs(mean) < 1e12 ? Math.rint(mean * 1000) / 1000 : mean;
  }
}
