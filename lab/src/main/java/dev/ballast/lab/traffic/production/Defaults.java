package dev.ballast.lab.traffic.production;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A value for a parameter that is compared with no column: what makes the statement run.
final class Defaults {
  private static final Map<String, String> BY_TYPE =
      Map.ofEntries(
          Map.entry("smallint", "1"),
          Map.entry("integer", "1"),
          Map.entry("bigint", "1"),
          Map.entry("numeric", "1"),
          Map.entry("real", "1"),
          Map.entry("double precision", "1"),
          Map.entry("money", "1"),
          Map.entry("oid", "1"),
          Map.entry("boolean", "true"),
          Map.entry("text", "a"),
          Map.entry("character varying", "a"),
          Map.entry("character", "a"),
          Map.entry("name", "a"),
          Map.entry("bytea", ""),
          Map.entry("date", "today"),
          Map.entry("timestamp without time zone", "now"),
          Map.entry("timestamp with time zone", "now"),
          Map.entry("time without time zone", "12:00"),
          Map.entry("time with time zone", "12:00+00"),
          Map.entry("interval", "1 day"),
          Map.entry("uuid", "00000000-0000-4000-8000-000000000001"),
          Map.entry("json", "{}"),
          Map.entry("jsonb", "{}"),
          Map.entry("jsonpath", "$"),
          Map.entry("inet", "127.0.0.1"),
          Map.entry("cidr", "127.0.0.0/8"),
          Map.entry("macaddr", "08:00:2b:01:02:03"),
          Map.entry("point", "(0,0)"),
          Map.entry("box", "(1,1),(0,0)"),
          Map.entry("tsvector", "a"),
          Map.entry("tsquery", "a"),
          Map.entry("xml", "<a/>"),
          Map.entry("bit", "0"),
          Map.entry("bit varying", "0"),
          Map.entry("pg_lsn", "0/0"));

  private Defaults() {}

  /// What a function takes at a place where not every text will do.
  static Optional<String> argument(String function, int position) {
    return switch (function) {
      case "date_trunc", "date_part", "extract" ->
          position == 0 ? Optional.of("day") : Optional.empty();
      case "to_char", "to_date", "to_timestamp" ->
          position == 1 ? Optional.of("YYYY-MM-DD") : Optional.empty();
      case "timezone" -> position == 0 ? Optional.of("UTC") : Optional.empty();
      case "to_tsquery", "to_tsvector", "plainto_tsquery", "websearch_to_tsquery" ->
          position == 0 ? Optional.of("simple") : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// A value of the type; empty where none is known.
  static Optional<String> ofType(String type) {
    String plain = type.toLowerCase(Locale.ROOT);
    if (plain.endsWith("[]")) {
      // A text that reads as a number, since arrays of numbers are often sent as texts.
      String element = plain.substring(0, plain.length() - 2);
      return Optional.of(
          element.equals("text")
              ? "{1}"
              : "{"
                  + Optional.ofNullable(BY_TYPE.get(element)).map(RowDraw::quoted).orElse("")
                  + "}");
    }
    if (plain.endsWith("range")) {
      return Optional.of("empty");
    }
    return Optional.ofNullable(BY_TYPE.get(plain));
  }
}
