package dev.ballast.pages.chart;

import static java.util.Objects.requireNonNull;

/// A value that others are compared with, such as the number of processors or an objective.
public record Limit(String name, double value) {
  public Limit {
    requireNonNull(name, "name is null");
  }
}
