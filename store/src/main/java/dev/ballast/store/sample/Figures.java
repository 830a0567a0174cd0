package dev.ballast.store.sample;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

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

  /// The same figures with a label more.
  public Figures with(Label label) {
    List<Label> all = new ArrayList<>(labels.all());
    all.add(label);
    return new Figures(new Labels(all), values);
  }

  public int count() {
    return values.length;
  }

  public double value(int metric) {
    return values[metric];
  }
}
