package dev.ballast.observe.anomaly.nab;

import java.util.ArrayList;
import java.util.List;

/// The benchmark's plain detector, whose published score proves that [NabScorer] scores as the
/// benchmark does: how far in the tail of a normal distribution is a value, with mean and
/// deviation of a window of 6400 values that moves on by 100.
public final class WindowedGaussian {
  private static final int WINDOW = 6_400;
  private static final int STEP = 100;

  private final double[] window = new double[WINDOW];
  private final double[] step = new double[STEP];
  private int held;
  private int waiting;
  private double mean;
  private double deviation = 1;

  private WindowedGaussian() {}

  public static List<Double> scores(NabSeries series) {
    WindowedGaussian detector = new WindowedGaussian();
    List<Double> scores = new ArrayList<>();
    for (NabSeries.Point point : series.points()) {
      scores.add(detector.score(point.value()));
    }
    return scores;
  }

  private double score(double value) {
    double score =
        held == 0 ? 0 : 1 - 0.5 * complement(Math.abs(value - mean) / deviation / Math.sqrt(2));
    if (held < WINDOW) {
      window[held++] = value;
      measure();
    } else {
      step[waiting++] = value;
      if (waiting == STEP) {
        System.arraycopy(window, STEP, window, 0, WINDOW - STEP);
        System.arraycopy(step, 0, window, WINDOW - STEP, STEP);
        waiting = 0;
        measure();
      }
    }
    return score;
  }

  private void measure() {
    double sum = 0;
    for (int i = 0; i < held; i++) {
      sum += window[i];
    }
    mean = sum / held;
    double squares = 0;
    for (int i = 0; i < held; i++) {
      squares += (window[i] - mean) * (window[i] - mean);
    }
    deviation = Math.sqrt(squares / held);
    if (deviation == 0) {
      deviation = 0.000001;
    }
  }

  /// 1 minus the error function: by its power series, and far out by its continued fraction.
  static double complement(double x) {
    if (x < 2) {
      double term = x;
      double sum = x;
      for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum) && n < 200; n++) {
        term *= -x * x / n;
        sum += term / (2 * n + 1);
      }
      return 1 - 2 / Math.sqrt(Math.PI) * sum;
    }
    double fraction = x;
    for (int n = 60; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
  }
}
