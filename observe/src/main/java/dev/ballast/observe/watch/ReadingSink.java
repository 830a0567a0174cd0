package dev.ballast.observe.watch;

import dev.ballast.store.sample.Pace;
import dev.ballast.store.sample.Reading;

/// Takes what was read, from any number of threads at once. Does not wait for a store.
@FunctionalInterface
public interface ReadingSink {
  void accept(Reading reading, Pace pace);
}
