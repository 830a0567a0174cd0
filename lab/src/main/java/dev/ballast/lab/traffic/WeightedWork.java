package dev.ballast.lab.traffic;

import static java.util.Objects.requireNonNull;

/// How often a work arrives, beside the others of its mix.
///
/// @param weight above zero, of any unit
public record WeightedWork(Work work, double weight) {
  public WeightedWork {
    requireNonNull(work, "work is null");
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("weight is " + weight);
    }
  }
}
