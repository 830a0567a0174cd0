package dev.ballast.store.sample;

/// What a store must know of metrics to keep fewer points of them.
@FunctionalInterface
public interface MetricKinds {
  /// Whether the metric only grows, so that its last figure stands for all before it; of any other,
  /// the mean and the largest are kept.
  boolean isCounter(String family, String metric);
}
