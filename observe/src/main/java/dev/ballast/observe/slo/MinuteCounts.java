package dev.ballast.observe.slo;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is measured of goals within the present minute. Safe for any number of threads.
public final class MinuteCounts {
  private final Map<Key, Tally> counts = new HashMap<>();

  private record Key(String target, Instant minute, Goal goal) {}

  /// What was measured of a target's goal within a minute that is over.
  ///
  /// @param minute its beginning
  public record Counted(String target, Instant minute, Goal goal, Tally tally) {
    public Counted {
      requireNonNull(target, "target is null");
      requireNonNull(minute, "minute is null");
      requireNonNull(goal, "goal is null");
      requireNonNull(tally, "tally is null");
    }
  }

  /// Counts something now.
  public synchronized void add(String target, Goal goal, Tally tally, Instant now) {
    counts.merge(
        new Key(target, now.truncatedTo(ChronoUnit.MINUTES), goal), tally, (a, b) -> a.plus(b));
  }

  /// Takes out what belongs to other minutes than the present one, the oldest first.
  public synchronized List<Counted> takeOver(Instant now) {
    Instant present = now.truncatedTo(ChronoUnit.MINUTES);
    List<Counted> over = new ArrayList<>();
    counts.forEach(
        (key, tally) -> {
          if (!key.minute().equals(present)) {
            over.add(new Counted(key.target(), key.minute(), key.goal(), tally));
          }
        });
    counts.keySet().removeIf(key -> !key.minute().equals(present));
    over.sort(Comparator.comparing(Counted::minute));
    return over;
  }
}
