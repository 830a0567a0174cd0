package dev.ballast.store.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The figures of one entity at some moments, in order of time. Grows; for one thread.
public final class Points {
  private static final int INITIAL = 8;

  private final int metrics;
  private long[] times = new long[INITIAL];
  private double[] values;
  private int count;

  public Points(int metrics) {
    if (metrics < 1) {
      throw new IllegalArgumentException("points of no metric");
    }
    this.metrics = metrics;
    this.values = new double[INITIAL * metrics];
  }

  /// Of one metric, without copying: arrays that are full are copied before they grow.
  ///
  /// @param times in ascending order
  static Points ofOne(long[] times, double... values) {
    if (times.length != values.length) {
      throw new IllegalArgumentException(times.length + " times of " + values.length + " figures");
    }
    Points points = new Points(1);
    if (times.length > 0) {
      points.times = times;
      points.values = values;
      points.count = times.length;
    }
    return points;
  }

  public int metrics() {
    return metrics;
  }

  public int count() {
    return count;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /// Milliseconds since 1970.
  public long millis(int index) {
    return times[index];
  }

  public Instant at(int index) {
    return Instant.ofEpochMilli(times[index]);
  }

  public double value(int index, int metric) {
    return values[index * metrics + metric];
  }

  /// Adds one moment's figures where they belong in order of time: the clock may have been set back
  /// since the last ones. A moment that is there already replaces nothing and is left out: two
  /// readings of one moment are one.
  ///
  /// @return whether it was added
  public boolean add(long millis, Figures figures) {
    double[] row = new double[metrics];
    for (int i = 0; i < metrics; i++) {
      row[i] = figures.value(i);
    }
    return add(millis, row);
  }

  /// Adds all points of others, as one by one.
  void addAll(Points others) {
    for (int i = 0; i < others.count; i++) {
      add(others.times[i], Arrays.copyOfRange(others.values, i * metrics, (i + 1) * metrics));
    }
  }

  /// All points of some parts in order of time; of two of one moment, one.
  static Points merged(int metrics, List<Points> parts) {
    record Place(Points part, int index) {
      long millis() {
        return part.times[index];
      }
    }
    List<Place> places = new ArrayList<>();
    for (Points part : parts) {
      for (int i = 0; i < part.count; i++) {
        places.add(new Place(part, i));
      }
    }
    places.sort(Comparator.comparingLong(Place::millis));
    Points merged = new Points(metrics);
    for (Place place : places) {
      int row = place.index() * metrics;
      merged.add(place.millis(), Arrays.copyOfRange(place.part().values, row, row + metrics));
    }
    return merged;
  }

  boolean add(long millis, double[] row) {
    if (row.length != metrics) {
      throw new IllegalArgumentException(row.length + " figures of " + metrics + " metrics");
    }
    int place = count == 0 || millis > times[count - 1] ? count : placeOf(millis);
    if (place < 0) {
      return false;
    }
    if (count == times.length) {
      times = Arrays.copyOf(times, count * 2);
      values = Arrays.copyOf(values, count * 2 * metrics);
    }
    System.arraycopy(times, place, times, place + 1, count - place);
    System.arraycopy(
        values, place * metrics, values, (place + 1) * metrics, (count - place) * metrics);
    times[place] = millis;
    System.arraycopy(row, 0, values, place * metrics, metrics);
    count++;
    return true;
  }

  /// Negative where the moment is there.
  private int placeOf(long millis) {
    int found = Arrays.binarySearch(times, 0, count, millis);
    return found >= 0 ? -1 : -found - 1;
  }
}
