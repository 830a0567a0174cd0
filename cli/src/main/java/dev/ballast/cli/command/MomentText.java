package dev.ballast.cli.command;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/// Times and positions as they are written on a command line.
public final class MomentText {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private MomentText() {}

  /// A time with its offset from UTC. One without would mean another moment on another machine.
  public static Instant time(String option, String text) {
    try {
      return OffsetDateTime.parse(text.strip().replace(' ', 'T'), TIME).toInstant();
    } catch (DateTimeParseException e) {
      throw Fault.of(CommandError.OPTION_INVALID, "not a time with an offset from UTC: " + text)
          .detail("given with " + option)
          .hint("Write it as 2026-11-30T09:10:00Z or '2026-11-30 10:10:00+01:00'.")
          .cause(e);
    }
  }

  /// A position as PostgreSQL prints it.
  static Lsn lsn(String option, String text) {
    try {
      return Lsn.parse(text.strip());
    } catch (IllegalArgumentException e) {
      throw Fault.of(CommandError.OPTION_INVALID, "not an LSN: " + text)
          .detail("given with " + option)
          .hint("Write it as PostgreSQL does, such as 16/B374D848.")
          .cause(e);
    }
  }
}
