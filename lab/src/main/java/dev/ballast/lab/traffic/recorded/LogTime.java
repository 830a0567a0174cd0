package dev.ballast.lab.traffic.recorded;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The time of a line of the log, `2026-11-30 09:20:42.123 UTC`. The zone is the same in all lines,
/// so that only the digits are read; where clocks are changed, an hour is lost or doubled.
final class LogTime {
  private static final Pattern TIME =
      Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}).*");

  private static final Pattern OFFSET =
      Pattern.compile("(?:UTC|GMT|Z)|([+-][0-9]{2})(?::?([0-9]{2}))?");
  private static final int ZONE = 24;

  private LogTime() {}

  /// The moment, where the zone is UTC or an offset; empty where it is an abbreviation such as
  /// `CET` or `IST`, which mean several.
  static Optional<Instant> moment(String text) {
    Optional<Long> digits = micros(text);
    if (digits.isEmpty() || text.length() <= ZONE) {
      return Optional.empty();
    }
    Matcher zone = OFFSET.matcher(text.substring(ZONE));
    if (!zone.matches()) {
      return Optional.empty();
    }
    int hours = zone.group(1) == null ? 0 : Integer.parseInt(zone.group(1));
    int minutes = zone.group(2) == null ? 0 : Integer.parseInt(zone.group(2));
    int signed = text.charAt(ZONE) == '-' ? -minutes : minutes;
    return Optional.of(
        Instant.EPOCH
            .plus(digits.get(), ChronoUnit.MICROS)
            .minus(hours, ChronoUnit.HOURS)
            .minus(signed, ChronoUnit.MINUTES));
  }

  /// Microseconds; empty where it is no time.
  static Optional<Long> micros(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime time = LocalDateTime.parse(matcher.group(1) + "T" + matcher.group(2));
      return Optional.of(ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
