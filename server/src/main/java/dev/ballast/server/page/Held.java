package dev.ballast.server.page;

import java.util.ArrayList;
import java.util.List;

/// Figures that are read more seldom than a chart has steps: each holds until the next.
final class Held {
  private Held() {}

  static List<Double> over(List<Double> values) {
    return over(values, values.size());
  }

  /// The same for so many steps at most: what is missing for longer is a gap.
  static List<Double> over(List<Double> values, int most) {
    List<Double> held = new ArrayList<>(values.size());
    double last = Double.NaN;
    int since = 0;
    for (double value : values) {
      since = Double.isNaN(value) ? since + 1 : 0;
      last = Double.isNaN(value) ? last : value;
      held.add(since > most ? Double.NaN : last);
    }
    return held;
  }
}
