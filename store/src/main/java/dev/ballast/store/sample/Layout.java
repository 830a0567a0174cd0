package dev.ballast.store.sample;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// Which metrics the figures of a family are, in their order.
public record Layout(String family, List<String> metrics) {
  public Layout {
    requireNonNull(family, "family is null");
    metrics = List.copyOf(metrics);
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException("a layout of no metrics");
    }
  }

  /// Where the metric's figure is, -1 where the layout does not have it.
  public int indexOf(String metric) {
    return metrics.indexOf(metric);
  }
}
