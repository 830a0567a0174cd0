package dev.ballast.pages.chart;

import dev.ballast.pages.text.Unit;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where an axis has its lines.
final class Ticks {
  private static final List<Duration> DISTANCES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(7),
          Duration.ofDays(14),
          Duration.ofDays(31));
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MOST_MOMENTS = 8;
  private static final int VALUES = 4;
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ROOT);

  private Ticks() {}

  /// A moment with its label.
  record Moment(ZonedDateTime at, String label) {}

  /// The top of an axis from 0 on that reaches a value: 1, 2 or 5 times a power of ten by
  /// [#VALUES].
  static double top(double largest, Unit unit) {
    double step = step(largest, unit);
    return largest <= 0 ? step * VALUES : step * Math.ceil(largest / step - 1e-9);
  }

  /// Round in the multiple of the unit in which the axis is written.
  static double step(double largest, Unit unit) {
    double size = unit.size(largest);
    return size * step(largest <= 0 ? VALUES : largest / size);
  }

  private static double step(double largest) {
    double rough = largest / VALUES;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double factor = rough / power;
    return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
  }

  /// Round moments of the reader's clock. A day of 23 or 25 hours has them too.
  static List<Moment> moments(Span span) {
    Duration length = Duration.between(span.from(), span.to());
    Duration distance =
        DISTANCES.stream()
            .filter(each -> length.dividedBy(each) < MOST_MOMENTS)
            .findFirst()
            .orElse(DISTANCES.getLast());
    ZonedDateTime begin =
        span.from()
            .atZone(span.zone())
            .truncatedTo(distance.compareTo(HOUR) < 0 ? ChronoUnit.HOURS : ChronoUnit.DAYS);
    List<Moment> found = new ArrayList<>();
    boolean days = distance.compareTo(Duration.ofDays(1)) >= 0;
    ZonedDateTime at = begin;
    while (at.toInstant().isBefore(span.to())) {
      if (!at.toInstant().isBefore(span.from())) {
        found.add(new Moment(at, label(at, distance)));
      }
      at = days ? at.plusDays(distance.toDays()) : next(at, distance);
    }
    return found;
  }

  /// By the clock on the wall where labels are hours, so that they stay round where the clock is
  /// changed; what is shorter is round by any clock.
  private static ZonedDateTime next(ZonedDateTime at, Duration distance) {
    ZonedDateTime next =
        distance.compareTo(HOUR) < 0
            ? at.plus(distance)
            : at.toLocalDateTime().plus(distance).atZone(at.getZone());
    return next.toLocalDate().equals(at.toLocalDate()) ? next : next.truncatedTo(ChronoUnit.DAYS);
  }

  private static String label(ZonedDateTime at, Duration distance) {
    if (at.toLocalTime().toSecondOfDay() == 0) {
      return DAY.format(at);
    }
    return (distance.compareTo(Duration.ofMinutes(1)) < 0 ? SECOND : MINUTE).format(at);
  }
}
