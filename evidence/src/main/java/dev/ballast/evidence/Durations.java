package dev.ballast.evidence;

import java.time.Duration;
import java.util.Locale;

/// Durations in human-readable form.
public final class Durations {
  private Durations() {}

  /// `340 ms`, `4.2 s`, `3 min 5 s`, `2 h 10 min`, `3 d 4 h`.
  public static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (duration.toMillis() < 1000) {
      return duration.toMillis() + " ms";
    }
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (seconds < 3600) {
      return parts(seconds / 60, "min", seconds % 60, "s");
    }
    if (seconds < 86400) {
      return parts(seconds / 3600, "h", seconds % 3600 / 60, "min");
    }
    return parts(seconds / 86400, "d", seconds % 86400 / 3600, "h");
  }

  private static String parts(long big, String bigUnit, long small, String smallUnit) {
    return big + " " + bigUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
