package dev.ballast.server.access;

import dev.ballast.evidence.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How long a name must wait that failed again and again: after some free attempts twice as long
/// each time, up to a bound. An attempt counts as failed until it has succeeded, so that many at
/// once are no way around. Of more names than it remembers, the one that was seen longest ago is
/// forgotten. Safe for any number of threads.
final class Backoff {
  private static final int FREE = 5;
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Clock clock;
  private final Map<String, Count> counts;

  private record Count(int attempts, long notBefore) {}

  Backoff(int names, Clock clock) {
    this.clock = clock;
    this.counts =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > names;
          }
        };
  }

  /// Begins an attempt; where it is too early for one, returns how long to wait.
  Optional<Duration> attempt(String name) {
    synchronized (counts) {
      long now = clock.nanoTime();
      Count count = counts.getOrDefault(name, new Count(0, now));
      if (count.notBefore() - now > 0) {
        return Optional.of(Duration.ofNanos(count.notBefore() - now));
      }
      int attempts = count.attempts() + 1;
      counts.put(name, new Count(attempts, now + pause(attempts).toNanos()));
      return Optional.empty();
    }
  }

  /// What the next attempt has to wait for after so many.
  private static Duration pause(int attempts) {
    if (attempts < FREE) {
      return Duration.ZERO;
    }
    int doublings = Math.min(attempts - FREE, 20);
    Duration pause = FIRST.multipliedBy(1L << doublings);
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  void succeeded(String name) {
    synchronized (counts) {
      counts.remove(name);
    }
  }

  int remembered() {
    synchronized (counts) {
      return counts.size();
    }
  }
}
