package dev.ballast.store.sample;

import static java.util.Objects.requireNonNull;

/// The figures of one entity at one moment, one for each metric of the layout. `NaN` is an unknown
/// one, which is never taken for zero.
public final class Figures {
  private final Labels labels;
  private final double[] values;

  public Figures(Labels labels, double... values) {
    this.labels = requireNonNull(labels, "labels is null");
    this.values = values.clone();
  }

  public Labels labels() {
    return labels;
  }

  public int count() {
    return values.length;
  }

  public double value(int metric) {
    return values[metric];
  }
}
