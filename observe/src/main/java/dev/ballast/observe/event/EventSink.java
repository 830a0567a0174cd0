package dev.ballast.observe.event;

import dev.ballast.store.event.Event;

/// Takes what happened, from any number of threads at once. Does not wait for a store.
@FunctionalInterface
public interface EventSink {
  void accept(Event event);
}
