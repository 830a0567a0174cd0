package dev.ballast.observe.log.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Moments as a log writes them: `2026-11-29 22:59:42.123 UTC`. An abbreviation other than UTC and
/// GMT means different zones in different places, so it is read only where the server's zone is
/// known. For one thread.
final class LogTime {
  private static final int ZONE_AT = 20;

  private final Optional<ZoneId> zone;
  private String lastZone = "";
  private @Nullable ZoneId last;

  LogTime(Optional<ZoneId> zone) {
    this.zone = zone;
  }

  /// Empty where the text is no moment, or its zone is not known.
  Optional<Instant> parse(String text) {
    if (text.length() <= ZONE_AT || !looksRight(text)) {
      return Optional.empty();
    }
    int at = ZONE_AT - 1;
    int millis = 0;
    if (text.charAt(at) == '.') {
      at++;
      int digits = 0;
      while (at < text.length() && isDigit(text.charAt(at)) && digits < 3) {
        millis = millis * 10 + text.charAt(at) - '0';
        at++;
        digits++;
      }
    }
    if (at >= text.length() || text.charAt(at) != ' ') {
      return Optional.empty();
    }
    ZoneId in = zoneOf(text.substring(at + 1));
    if (in == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.of(
                  number(text, 0, 4),
                  number(text, 5, 7),
                  number(text, 8, 10),
                  number(text, 11, 13),
                  number(text, 14, 16),
                  number(text, 17, 19),
                  millis * 1_000_000)
              .atZone(in)
              .toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// Milliseconds since 1970 with a point before the last three digits, as `%n` writes them.
  static Optional<Instant> epoch(String text) {
    int point = text.indexOf('.');
    if (point < 1 || point > 12 || text.length() != point + 4) {
      return Optional.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      if (i != point && !isDigit(text.charAt(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(
        Instant.ofEpochMilli(
            Long.parseLong(text.substring(0, point)) * 1000
                + Integer.parseInt(text.substring(point + 1))));
  }

  private static boolean looksRight(String text) {
    for (int i = 0; i < ZONE_AT - 1; i++) {
      char wanted = "0000-00-00 00:00:00".charAt(i);
      char found = text.charAt(i);
      if (wanted == '0' ? !isDigit(found) : found != wanted) {
        return false;
      }
    }
    return true;
  }

  private @Nullable ZoneId zoneOf(String name) {
    if (!name.equals(lastZone)) {
      lastZone = name;
      last = read(name);
    }
    return last;
  }

  private @Nullable ZoneId read(String name) {
    if (name.equals("UTC") || name.equals("GMT")) {
      return ZoneOffset.UTC;
    }
    if (name.startsWith("+") || name.startsWith("-")) {
      try {
        return ZoneOffset.of(name);
      } catch (DateTimeException e) {
        return null;
      }
    }
    return zone.orElse(null);
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
