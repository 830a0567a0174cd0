package dev.ballast.protect.forecast;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Seconds as a line over bytes. The slope is the median of the slopes between all pairs of
/// measurements whose sizes differ (the estimator of Theil and Sen), the base the median of what it
/// leaves: with up to 29 % of the measurements wrong by any amount, both stay near the truth. One
/// drill beside a nightly report must not move a forecast.
///
/// @param base seconds at no bytes, never negative
/// @param perByte empty where all measurements are of about one size: then nothing can be known of
///     the rate
/// @param typical the median of the sizes
/// @param largest of the sizes
record RobustLine(double base, OptionalDouble perByte, double typical, double largest) {
  /// Sizes that are nearer than this to each other tell more of the clock than of the rate.
  static final long LEAST_DISTANCE = 8L << 20;

  private static final double LEAST_SHARE = 0.05;

  RobustLine {
    requireNonNull(perByte, "perByte is null");
  }

  /// Fits at least one measurement.
  static RobustLine through(List<Measure> measures) {
    double typical = median(measures.stream().map(m -> (double) m.bytes()).toList());
    double largest = measures.stream().mapToDouble(Measure::bytes).max().orElseThrow();
    double distance = Math.max(LEAST_DISTANCE, LEAST_SHARE * largest);
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < measures.size(); i++) {
      for (int j = i + 1; j < measures.size(); j++) {
        double bytes = measures.get(j).bytes() - measures.get(i).bytes();
        if (Math.abs(bytes) >= distance) {
          slopes.add((measures.get(j).seconds() - measures.get(i).seconds()) / bytes);
        }
      }
    }
    if (slopes.isEmpty()) {
      return new RobustLine(seconds(measures), OptionalDouble.empty(), typical, largest);
    }
    double slope = Math.max(0, median(slopes));
    double base =
        Math.max(0, median(measures.stream().map(m -> m.seconds() - slope * m.bytes()).toList()));
    return new RobustLine(base, OptionalDouble.of(slope), typical, largest);
  }

  private static double seconds(List<Measure> measures) {
    return median(measures.stream().map(Measure::seconds).toList());
  }

  /// The seconds for so many bytes. Where no rate is known, those of the measurements, and more in
  /// proportion for more bytes, as if nothing of them were a fixed cost: at most too long.
  double at(double bytes) {
    if (perByte.isPresent()) {
      return base + perByte.getAsDouble() * bytes;
    }
    return bytes > typical && typical > 0 ? base * bytes / typical : base;
  }

  /// How many times as many bytes these are as were ever measured.
  double beyond(double bytes) {
    return largest == 0 ? (bytes == 0 ? 1 : Double.POSITIVE_INFINITY) : bytes / largest;
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
