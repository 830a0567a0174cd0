package dev.ballast.observe.slo;

import java.time.Duration;

/// How long the calls of one statement within an interval took, as far as their number, sum and sum
/// of squares say.
///
/// @param seconds of all calls together
/// @param squares the sum of the squares of the seconds of each
public record CallTimes(double calls, double seconds, double squares) {
  private static final double NANOS = 1e9;

  /// Of a spread that is a smaller share of the mean, all calls count as equally long: rounding
  /// leaves more than that.
  private static final double NO_SPREAD = 1e-4;

  /// How many calls took no longer than that, if their times were distributed log-normally: most
  /// are short and a few are long, as times of statements are. Where a statement has two kinds of
  /// calls, it is an estimate only; see decision 0044 for how far off it was.
  public double within(Duration limit) {
    if (!(calls > 0) || !(seconds >= 0)) {
      return 0;
    }
    double most = limit.toNanos() / NANOS;
    double mean = seconds / calls;
    double variance = squares / calls - mean * mean;
    if (mean == 0 || !(variance > mean * mean * NO_SPREAD * NO_SPREAD)) {
      return mean <= most ? calls : 0;
    }
    double spread = Math.log1p(variance / (mean * mean));
    double middle = Math.log(mean) - spread / 2;
    return calls * normal((Math.log(most) - middle) / Math.sqrt(spread));
  }

  /// The share of a normal distribution that is below so many standard deviations.
  private static double normal(double deviations) {
    double upper = complement(Math.abs(deviations) / Math.sqrt(2)) / 2;
    return deviations < 0 ? upper : 1 - upper;
  }

  /// The complementary error function of what is not negative: Abramowitz and Stegun, "Handbook of
  /// Mathematical Functions", 7.1.26, which is exact to 1.5e-7.
  private static double complement(double x) {
    double t = 1 / (1 + 0.3275911 * x);
    double series =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return series * Math.exp(-x * x);
  }
}
