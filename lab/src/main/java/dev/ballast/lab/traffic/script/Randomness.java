package dev.ballast.lab.traffic.script;

import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.TrafficError;
import java.util.random.RandomGenerator;

/// Draws numbers with the distributions that pgbench's manual describes.
final class Randomness {
  private static final double LEAST_GAUSSIAN = 2.0;
  private static final double LEAST_ZIPFIAN = 1.001;
  private static final double MOST_ZIPFIAN = 1000.0;

  private Randomness() {}

  static long uniform(long low, long high, RandomGenerator random) {
    requireRange(low, high);
    if (low == Long.MIN_VALUE && high == Long.MAX_VALUE) {
      return random.nextLong();
    }
    return high == Long.MAX_VALUE
        ? random.nextLong(low - 1, high) + 1
        : random.nextLong(low, high + 1);
  }

  /// A normal distribution around the middle, cut off at `parameter` standard deviations.
  static long gaussian(long low, long high, double parameter, RandomGenerator random) {
    requireRange(low, high);
    if (parameter < LEAST_GAUSSIAN) {
      throw refused("gaussian parameter must be at least 2.0, not " + parameter);
    }
    double deviation;
    do {
      deviation = random.nextGaussian();
    } while (deviation < -parameter || deviation >= parameter);
    return low + (long) (count(low, high) * (deviation + parameter) / (parameter * 2));
  }

  /// Falls off from the low end; the larger the parameter, the faster.
  static long exponential(long low, long high, double parameter, RandomGenerator random) {
    requireRange(low, high);
    if (!(parameter > 0)) {
      throw refused("exponential parameter must be above zero, not " + parameter);
    }
    double cut = Math.exp(-parameter);
    double uniform = 1 - random.nextDouble();
    double part = -Math.log(cut + (1 - cut) * uniform) / parameter;
    return low + (long) (count(low, high) * part);
  }

  /// The k-th number of the range is as frequent as 1 / k^parameter. By the rejection method of
  /// Devroye, "Non-Uniform Random Variate Generation", chapter X.6.1.
  static long zipfian(long low, long high, double parameter, RandomGenerator random) {
    requireRange(low, high);
    if (!(parameter >= LEAST_ZIPFIAN && parameter <= MOST_ZIPFIAN)) {
      throw refused("zipfian parameter must be from 1.001 to 1000, not " + parameter);
    }
    double numbers = count(low, high);
    if (numbers <= 1) {
      return low;
    }
    double b = Math.pow(2, parameter - 1);
    while (true) {
      double u = 1 - random.nextDouble();
      double v = random.nextDouble();
      double x = Math.floor(Math.pow(u, -1 / (parameter - 1)));
      double t = Math.pow(1 + 1 / x, parameter - 1);
      if (v * x * (t - 1) / (b - 1) <= t / b && x <= numbers) {
        return low - 1 + (long) x;
      }
    }
  }

  private static double count(long low, long high) {
    return (double) high - low + 1;
  }

  private static void requireRange(long low, long high) {
    if (low > high) {
      throw refused("the range from " + low + " to " + high + " is empty");
    }
  }

  private static Fault refused(String what) {
    return Fault.of(TrafficError.SCRIPT_FAILED, what);
  }
}
