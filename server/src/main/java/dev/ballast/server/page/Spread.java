package dev.ballast.server.page;

import java.util.ArrayList;
import java.util.List;

/// How far times differ from their mean.
final class Spread {
  private Spread() {}

  /// The standard deviation of each step: the root of the mean of the squares less the square of
  /// the mean. Rounded sums may make that a little less than 0, which is 0.
  ///
  /// @param means not a number where nothing is known, which remains so
  static List<Double> of(List<Double> means, List<Double> squares) {
    List<Double> spread = new ArrayList<>(means.size());
    for (int step = 0; step < means.size(); step++) {
      double mean = means.get(step);
      spread.add(Math.sqrt(Math.max(0, squares.get(step) - mean * mean)));
    }
    return spread;
  }
}
