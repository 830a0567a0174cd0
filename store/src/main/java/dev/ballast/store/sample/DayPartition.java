package dev.ballast.store.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// One day's partition of a table of chunks. Days are UTC's.
record DayPartition(Resolution resolution, LocalDate day) {
  private static final DateTimeFormatter NAME = DateTimeFormatter.BASIC_ISO_DATE;

  static DayPartition of(Resolution resolution, Instant at) {
    return new DayPartition(resolution, at.atZone(ZoneOffset.UTC).toLocalDate());
  }

  /// What [#name()] made.
  static DayPartition parse(Resolution resolution, String name) {
    return new DayPartition(
        resolution, LocalDate.parse(name.substring(resolution.table().length() + 1), NAME));
  }

  String name() {
    return resolution.table() + "_" + NAME.format(day);
  }

  Instant starts() {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  Instant ends() {
    return starts().plus(Duration.ofDays(1));
  }

  /// Nothing happens where it is there.
  String creation() {
    return "CREATE TABLE IF NOT EXISTS %s PARTITION OF %s FOR VALUES FROM ('%s') TO ('%s')"
        .formatted(name(), resolution.table(), starts(), ends());
  }
}
