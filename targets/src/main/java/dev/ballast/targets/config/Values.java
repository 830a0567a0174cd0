package dev.ballast.targets.config;

import dev.ballast.postgres.TlsMode;
import dev.ballast.targets.yaml.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How the configuration's scalars are written.
final class Values {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})([a-z]*)");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?");

  static final Kind<String> NAMED = Kind.text("a name", Values::name);
  static final Kind<String> NOT_BLANK = Kind.text("text", Values::notBlank);
  static final Kind<String> HOST = Kind.text("a host", Endpoint::checkedHost);
  static final Kind<Integer> PORT = Kind.number(1, 65535);
  static final Kind<TlsMode> TLS = Kind.text("a TLS mode", Values::tlsMode);

  private Values() {}

  private static final String DURATION_FORM =
      "must be a whole number with one of the units ms, s, min, h, d, as in 90s";

  /// A number and a unit, as in PostgreSQL's own settings: `ms`, `s`, `min`, `h`, `d`.
  static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(DURATION_FORM);
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "min" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> throw new IllegalArgumentException(DURATION_FORM);
    };
  }

  /// A duration between two others, which are included and given as they are written.
  static Kind<Duration> duration(String least, String most) {
    return Kind.text(
        "a duration such as " + least,
        text -> {
          Duration value = duration(text);
          if (value.compareTo(duration(least)) < 0 || value.compareTo(duration(most)) > 0) {
            throw new IllegalArgumentException("must be from " + least + " to " + most);
          }
          return value;
        });
  }

  static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be 1 to 63 lower-case letters, digits, hyphens and underscores, with a letter or"
              + " digit at both ends");
    }
    return text;
  }

  private static String notBlank(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("must not be empty");
    }
    return text;
  }

  /// libpq's names; `allow` and `prefer` are refused because they fall back to plain text in
  /// silence.
  static TlsMode tlsMode(String text) {
    for (TlsMode mode : TlsMode.values()) {
      if (tlsName(mode).equals(text)) {
        return mode;
      }
    }
    String known =
        Arrays.stream(TlsMode.values()).map(Values::tlsName).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        text.equals("allow") || text.equals("prefer")
            ? "must not be " + text + ", which may go on in plain text; one of " + known
            : "must be one of " + known);
  }

  static String tlsName(TlsMode mode) {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
