package dev.ballast.store.inventory;

/// Takes what changed, from any number of threads at once. Does not wait for a store.
@FunctionalInterface
public interface DifferenceSink {
  void accept(Difference difference);
}
