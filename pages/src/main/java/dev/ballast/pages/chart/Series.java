package dev.ballast.pages.chart;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// One line or layer of a chart.
///
/// @param tone its colour, from 1 to 8
/// @param values one for each step of the span; not a number where nothing is known
public record Series(String name, int tone, List<Double> values) {
  public static final int TONES = 8;

  public Series {
    requireNonNull(name, "name is null");
    if (tone < 1 || tone > TONES) {
      throw new IllegalArgumentException("there is no tone " + tone);
    }
    values = List.copyOf(values);
  }

  double value(int step) {
    return step < values.size() ? values.get(step) : Double.NaN;
  }

  /// The last value that is known; not a number where none is.
  public double last() {
    return values.reversed().stream().filter(v -> !v.isNaN()).findFirst().orElse(Double.NaN);
  }
}
