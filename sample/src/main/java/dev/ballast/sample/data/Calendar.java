package dev.ballast.sample.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The shop's own time, fixed so that equal seeds give equal bytes whenever they are generated.
/// All numbers are microseconds since 1970 in UTC, PostgreSQL's resolution.
public final class Calendar {
  /// The generated content starts here and ends twelve months later.
  public static final LocalDate FIRST_DAY = LocalDate.of(2025, 7, 1);

  public static final int MONTHS = 12;

  /// Months for which a partition of events exists, but no rows yet.
  public static final int MONTHS_AHEAD = 3;

  private static final long MICROS = 1_000_000L;

  private Calendar() {}

  /// When the generated content ends and traffic continues.
  public static Instant end() {
    return FIRST_DAY.plusMonths(MONTHS).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// The partition of events that holds a month, counted from the first.
  static String partitionOf(int month) {
    return "events_" + FIRST_DAY.plusMonths(month).toString().substring(0, 7).replace('-', '_');
  }

  static long startMicros() {
    return monthMicros(0);
  }

  static long endMicros() {
    return monthMicros(MONTHS);
  }

  /// The start of a month, counted from the first.
  static long monthMicros(int month) {
    return FIRST_DAY.plusMonths(month).atStartOfDay(ZoneOffset.UTC).toEpochSecond() * MICROS;
  }

  /// The moment of row `number` of `rows` in a business that grows: later rows lie closer.
  static long momentOf(long number, long rows) {
    double part = (double) number / rows;
    double grown = 0.3 * part + 0.7 * Math.sqrt(part);
    return startMicros() + (long) ((endMicros() - startMicros()) * grown);
  }
}
