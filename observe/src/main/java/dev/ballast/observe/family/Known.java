package dev.ballast.observe.family;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Figures that a server may not have: `NaN` stands for those.
public final class Known {
  private static final double MILLIS = 1000;

  private Known() {}

  public static double or(OptionalDouble figure) {
    return figure.orElse(Double.NaN);
  }

  public static double or(OptionalLong figure) {
    return figure.isPresent() ? figure.getAsLong() : Double.NaN;
  }

  /// Seconds since 1970.
  public static double or(Optional<Instant> at) {
    return at.map(t -> t.toEpochMilli() / MILLIS).orElse(Double.NaN);
  }

  /// Milliseconds as seconds, to the millisecond: what is finer is noise that packs badly.
  public static double seconds(OptionalDouble milliseconds) {
    return milliseconds.isPresent() ? Math.rint(milliseconds.getAsDouble()) / MILLIS : Double.NaN;
  }
}
