package dev.ballast.observe.watch;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Families that alerts are open about. They are read every minute at least, so that an alert ends
/// soon after what was wrong does. Safe for any number of threads.
public final class Attention {
  /// The longest between two readings of a family that an alert is open about.
  static final Duration CLOSE = Duration.ofMinutes(1);

  private final Map<String, Set<String>> families = new ConcurrentHashMap<>();

  /// Replaces what alerts are open about at a target.
  public void at(String target, Set<String> open) {
    families.put(target, Set.copyOf(open));
  }

  /// How often a family is read now.
  Duration cadence(String target, String family, Duration usual) {
    boolean isOpen = families.getOrDefault(target, Set.of()).contains(family);
    return isOpen && usual.compareTo(CLOSE) > 0 ? CLOSE : usual;
  }
}
