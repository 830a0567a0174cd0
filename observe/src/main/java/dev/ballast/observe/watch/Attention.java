package dev.ballast.observe.watch;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Families that are read every minute at least: those that alerts are open about, so that an alert
/// ends soon after what was wrong does, and those with a figure that has outgrown its threshold
/// since it was read, such as an age. Safe for any number of threads.
public final class Attention {
  /// The longest between two readings of such a family.
  static final Duration CLOSE = Duration.ofMinutes(1);

  private final Map<String, Set<String>> families = new ConcurrentHashMap<>();

  /// Replaces what is read sooner of a target.
  public void at(String target, Set<String> sooner) {
    families.put(target, Set.copyOf(sooner));
  }

  /// How often a family is read now.
  public Duration cadence(String target, String family, Duration usual) {
    boolean isSooner = families.getOrDefault(target, Set.of()).contains(family);
    return isSooner && usual.compareTo(CLOSE) > 0 ? CLOSE : usual;
  }
}
