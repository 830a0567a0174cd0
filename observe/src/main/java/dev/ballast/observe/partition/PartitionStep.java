package dev.ballast.observe.partition;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.Optional;

/// From one bound of a partition to the next, such as a month.
///
/// @param amount calendar months or days where both bounds are midnight, else a duration
/// @param offset from UTC, at which the bounds are midnight
record PartitionStep(TemporalAmount amount, ZoneOffset offset) {
  /// What is longer and no whole days begins and ends with another offset: between the two a clock
  /// was changed.
  private static final Duration LONGEST_OF_HOURS = Duration.ofHours(22);

  private static final int DAY = 86_400;

  /// The step of a partition; empty where it follows no rule.
  static Optional<PartitionStep> of(Instant begin, Instant end) {
    ZoneOffset offset = midnight(end);
    LocalDateTime from = LocalDateTime.ofInstant(begin, offset);
    LocalDateTime to = LocalDateTime.ofInstant(end, offset);
    int months = (int) ChronoUnit.MONTHS.between(from, to);
    if (months > 0 && from.plusMonths(months).equals(to)) {
      return Optional.of(new PartitionStep(Period.ofMonths(months), offset));
    }
    int days = (int) ChronoUnit.DAYS.between(from, to);
    if (days > 0 && from.plusDays(days).equals(to)) {
      return Optional.of(new PartitionStep(Period.ofDays(days), offset));
    }
    Duration hours = Duration.between(begin, end);
    return hours.compareTo(LONGEST_OF_HOURS) > 0
        ? Optional.empty()
        : Optional.of(new PartitionStep(hours, ZoneOffset.UTC));
  }

  /// The offset from UTC at which that is midnight.
  private static ZoneOffset midnight(Instant at) {
    int second = at.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay();
    return ZoneOffset.ofTotalSeconds(second > DAY / 2 ? DAY - second : -second);
  }

  /// Whether the time zone of its bounds may have another offset at another time of the year.
  boolean isLocal() {
    return !offset.equals(ZoneOffset.UTC);
  }

  OffsetDateTime after(OffsetDateTime bound) {
    return bound.plus(amount);
  }

  /// A bound at the offset of the step.
  OffsetDateTime at(Instant bound) {
    return bound.atOffset(offset);
  }
}
