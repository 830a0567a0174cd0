package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

/// What of a family's stored figures the figure of a check is, so that it can be drawn over time.
public sealed interface Plotted {
  /// A metric as it is.
  record Figure(String metric) implements Plotted {
    public Figure {
      requireNonNull(metric, "metric is null");
    }
  }

  /// How much a counter grows per second.
  record Rate(String metric) implements Plotted {
    public Rate {
      requireNonNull(metric, "metric is null");
    }
  }

  /// A metric as a share of another one.
  record Share(String part, String whole) implements Plotted {
    public Share {
      requireNonNull(part, "part is null");
      requireNonNull(whole, "whole is null");
    }
  }
}
