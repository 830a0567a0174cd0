package dev.ballast.change.rehearse;

import java.time.Duration;
import java.util.Locale;

/// Durations in words: `0.3 ms`, `4.1 s`, `3 min 20 s`.
public final class Seconds {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int MINUTES_FROM = 120;
  private static final int PER_MINUTE = 60;

  private Seconds() {}

  /// Two figures that matter.
  public static String of(Duration duration) {
    double millis = (double) duration.toNanos() / NANOS_PER_MILLI;
    if (millis < 1000) {
      return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }
    if (duration.toSeconds() < MINUTES_FROM) {
      double seconds = millis / 1000;
      return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    return "%d min %d s"
        .formatted(duration.toSeconds() / PER_MINUTE, duration.toSeconds() % PER_MINUTE);
  }
}
