package dev.ballast.targets.config;

import dev.ballast.evidence.Acceptance;
import dev.ballast.postgres.AuthenticationMethod;
import dev.ballast.postgres.ChannelBinding;
import dev.ballast.postgres.TlsMode;
import dev.ballast.targets.yaml.ScalarType;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How the configuration's scalars are written.
final class Values {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})([a-z]*)");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?");

  static final ScalarType<String> NAMED = ScalarType.text("a name", Values::name);
  static final ScalarType<String> NOT_BLANK = ScalarType.text("text", Values::notBlank);
  static final ScalarType<String> VAULT_ID = ScalarType.text("a vault's id", Values::vaultId);
  static final ScalarType<String> HOST = ScalarType.text("a host", Endpoint::checkedHost);
  static final ScalarType<Integer> PORT = ScalarType.number(1, 65535);
  static final ScalarType<TlsMode> TLS = ScalarType.text("a TLS mode", Values::tlsMode);
  static final ScalarType<AuthenticationMethod> METHOD =
      ScalarType.text("a method of authentication", Values::method);
  static final ScalarType<String> ACCEPTED =
      ScalarType.text("a level or a cause", Values::accepted);
  static final ScalarType<ChannelBinding> CHANNEL_BINDING =
      ScalarType.text("prefer or require", Values::channelBinding);

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
  static ScalarType<Duration> duration(String least, String most) {
    return ScalarType.text(
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

  private static String vaultId(String text) {
    if (!text.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException(
          "must be 32 hex digits, as `ballast vault init` printed them");
    }
    return text;
  }

  private static String accepted(String text) {
    if (Acceptance.of(List.of(text)).isEmpty()) {
      throw new IllegalArgumentException("must be " + Acceptance.allowed());
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
    return named(TlsMode.values(), TlsMode::text, text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    (text.equals("allow") || text.equals("prefer")
                            ? "must not be " + text + ", which may continue in plain text; one of "
                            : "must be one of ")
                        + names(TlsMode.values(), TlsMode::text)));
  }

  /// A method of authentication by libpq's name. Those of libpq that Ballast does not speak are
  /// refused, as are its negations: what is accepted is named.
  static AuthenticationMethod method(String text) {
    return named(AuthenticationMethod.values(), AuthenticationMethod::text, text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + names(AuthenticationMethod.values(), AuthenticationMethod::text)));
  }

  /// As in libpq's `require_auth`: methods, separated by commas.
  static Set<AuthenticationMethod> methods(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .map(Values::method)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(AuthenticationMethod.class)));
  }

  /// `disable` of libpq is refused: a server that offers channel binding need not go without.
  static ChannelBinding channelBinding(String text) {
    return named(ChannelBinding.values(), ChannelBinding::text, text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of " + names(ChannelBinding.values(), ChannelBinding::text)));
  }

  private static <T> Optional<T> named(T[] values, Function<T, String> name, String text) {
    return Arrays.stream(values).filter(value -> name.apply(value).equals(text)).findFirst();
  }

  private static <T> String names(T[] values, Function<T, String> name) {
    return Arrays.stream(values).map(name).collect(Collectors.joining(", "));
  }
}
