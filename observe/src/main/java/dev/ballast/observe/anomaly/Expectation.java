package dev.ballast.observe.anomaly;

import java.util.Locale;

/// The values that would have been no anomaly, and by what they were predicted.
///
/// @param season by which the values were predicted
public record Expectation(double low, double high, Season season) {

  /// For people, such as `between 10 and 20 by the daily rhythm`.
  public String sentence() {
    return "between %s and %s by %s".formatted(digits(low), digits(high), season.title());
  }

  /// A figure with three significant digits or all of its whole ones.
  public static String digits(double value) {
    if (value == 0 || Math.abs(value) >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    int places = Math.min(9, 2 - (int) Math.floor(Math.log10(Math.abs(value))));
    return String.format(Locale.ROOT, "%." + Math.max(0, places) + "f", value);
  }
}
