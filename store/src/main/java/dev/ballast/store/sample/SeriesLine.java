package dev.ballast.store.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The figures of one metric by time, as they are gathered from chunks. Of two figures of one
/// moment the one that was added last counts. For one thread.
final class SeriesLine {
  private static final int INITIAL = 1024;

  private long[] times = new long[INITIAL];
  private double[] values = new double[INITIAL];
  private int count;
  private boolean ordered = true;

  void add(long millis, double value) {
    if (count == times.length) {
      times = Arrays.copyOf(times, count * 2);
      values = Arrays.copyOf(values, count * 2);
    }
    ordered &= count == 0 || times[count - 1] < millis;
    times[count] = millis;
    values[count] = value;
    count++;
  }

  /// A metric of all points of a chunk.
  void addAll(Points points, int metric) {
    for (int i = 0; i < points.count(); i++) {
      add(points.millis(i), points.value(i, metric));
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  /// The time of the last figure. Not of an empty line.
  Instant last() {
    order();
    return Instant.ofEpochMilli(times[count - 1]);
  }

  /// From one time on and before another, in order.
  List<Point> between(Instant from, Instant to) {
    order();
    long first = from.toEpochMilli();
    long end = to.toEpochMilli();
    List<Point> points = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      if (times[i] >= first && times[i] < end) {
        points.add(new Point(Instant.ofEpochMilli(times[i]), values[i]));
      }
    }
    return points;
  }

  /// Chunks come in order of their beginnings; those of two nodes, or of a node before and after it
  /// was killed, may overlap.
  private void order() {
    if (ordered) {
      return;
    }
    Integer[] places = new Integer[count];
    Arrays.setAll(places, i -> i);
    long[] unordered = times;
    // Stable, so that what was added last is last of its moment.
    Arrays.sort(places, (one, other) -> Long.compare(unordered[one], unordered[other]));
    long[] sortedTimes = new long[count];
    double[] sortedValues = new double[count];
    int kept = 0;
    for (Integer place : places) {
      if (kept > 0 && sortedTimes[kept - 1] == times[place]) {
        kept--;
      }
      sortedTimes[kept] = times[place];
      sortedValues[kept] = values[place];
      kept++;
    }
    times = sortedTimes;
    values = sortedValues;
    count = kept;
    ordered = true;
  }
}
