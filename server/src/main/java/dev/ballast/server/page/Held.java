package dev.ballast.server.page;

import java.util.ArrayList;
import java.util.List;

/// Figures that are read more seldom than a chart has steps: each holds until the next.
final class Held {
  private Held() {}

  static List<Double> over(List<Double> values) {
    List<Double> held = new ArrayList<>(values.size());
    double last = Double.NaN;
    for (double value : values) {
      last = Double.isNaN(value) ? last : value;
      held.add(last);
    }
    return held;
  }
}
