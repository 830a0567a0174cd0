package dev.ballast.pages.chart;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// A period in steps of the same length, which is what a chart's axis of time has.
///
/// @param zone of the reader
public record Span(Instant from, Instant to, Duration step, ZoneId zone) {
  private static final long MOST_STEPS = 360;

  public Span {
    requireNonNull(zone, "zone is null");
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a span has no length");
    }
    if (step.isZero() || step.isNegative()) {
      throw new IllegalArgumentException("a span has no steps");
    }
  }

  /// Steps that are multiples of a cadence, and few enough for a screen.
  ///
  /// @param cadence of the figures
  public static Span of(Instant from, Instant to, Duration cadence, ZoneId zone) {
    long width = Math.max(1, Duration.between(from, to).toMillis());
    long least = Math.ceilDiv(width, MOST_STEPS);
    long step = Math.ceilDiv(least, cadence.toMillis()) * cadence.toMillis();
    long start = Math.floorDiv(from.toEpochMilli(), step) * step;
    return new Span(Instant.ofEpochMilli(start), to, Duration.ofMillis(step), zone);
  }

  /// As many steps of the same length just before.
  public Span before() {
    Duration shift = step.multipliedBy(steps());
    return new Span(from.minus(shift), to.minus(shift), step, zone);
  }

  public int steps() {
    return Math.toIntExact(Math.ceilDiv(Duration.between(from, to).toMillis(), step.toMillis()));
  }

  /// The moment at which a step begins.
  public Instant at(int index) {
    return from.plus(step.multipliedBy(index));
  }

  /// The step that a moment is in; below 0, or at least [#steps], where it is outside.
  public int index(Instant at) {
    return Math.toIntExact(Math.floorDiv(Duration.between(from, at).toMillis(), step.toMillis()));
  }
}
