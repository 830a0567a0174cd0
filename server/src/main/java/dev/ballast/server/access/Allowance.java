package dev.ballast.server.access;

import dev.ballast.evidence.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How much somebody may ask: so many requests at once, and one more whenever an interval has
/// passed. Of more names than it remembers, the one that was seen longest ago is forgotten. Safe
/// for any number of threads.
public final class Allowance {
  private final int burst;
  private final long interval;
  private final Clock clock;
  private final Map<String, Long> fullAt;

  /// @param burst how many requests at once
  /// @param interval after how long there is one more
  /// @param names how many are remembered
  public Allowance(int burst, Duration interval, int names, Clock clock) {
    this.burst = burst;
    this.interval = interval.toNanos();
    this.clock = clock;
    this.fullAt =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > names;
          }
        };
  }

  /// Takes one; where there is none left, returns how long to wait.
  public Optional<Duration> take(String name) {
    synchronized (fullAt) {
      long now = clock.nanoTime();
      long full = Math.max(now, fullAt.getOrDefault(name, now));
      long excess = full + interval - now - burst * interval;
      if (excess > 0) {
        return Optional.of(Duration.ofNanos(excess));
      }
      fullAt.put(name, full + interval);
      return Optional.empty();
    }
  }

  int remembered() {
    synchronized (fullAt) {
      return fullAt.size();
    }
  }
}
