package dev.ballast.observe.log.watch;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.log.event.LogClass;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// How many events of a class are reported one by one: a statement that fails 1,000 times per
/// second is one trouble. What is over is counted. For one thread.
final class EventBudget {
  static final int MOST = 30;
  static final Duration WINDOW = Duration.ofMinutes(1);

  private final Clock clock;
  private final Map<LogClass, Long> seen = new EnumMap<>(LogClass.class);
  private long began;

  EventBudget(Clock clock) {
    this.clock = clock;
    this.began = clock.nanoTime();
  }

  /// Takes what was not admitted of a class.
  @FunctionalInterface
  interface Over {
    void of(LogClass type, long events);
  }

  boolean admits(LogClass type) {
    return seen.merge(type, 1L, Long::sum) <= MOST;
  }

  /// Begins a new window where the last is over, and says what it did not admit.
  void settle(Over over) {
    if (clock.since(began).compareTo(WINDOW) < 0) {
      return;
    }
    seen.forEach(
        (type, events) -> {
          if (events > MOST) {
            over.of(type, events - MOST);
          }
        });
    seen.clear();
    began = clock.nanoTime();
  }
}
