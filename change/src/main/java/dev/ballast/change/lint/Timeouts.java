package dev.ballast.change.lint;

import dev.ballast.postgres.sql.tree.SessionStatement.SetVariable;
import dev.ballast.postgres.sql.tree.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `lock_timeout` and `statement_timeout` as a script's SET statements leave them. For one thread.
final class Timeouts {
  private static final Pattern VALUE = Pattern.compile("\\s*(\\d+)\\s*(us|ms|s|min|h|d)?\\s*");

  private @Nullable Duration lock;
  private @Nullable Duration statement;
  private @Nullable Duration localLock;
  private @Nullable Duration localStatement;

  Optional<Duration> lock() {
    return Optional.ofNullable(localLock == null ? lock : localLock);
  }

  Optional<Duration> statement() {
    return Optional.ofNullable(localStatement == null ? statement : localStatement);
  }

  void transactionEnded() {
    localLock = null;
    localStatement = null;
  }

  /// SET LOCAL outside a transaction does nothing but warn.
  void apply(Statement seen, boolean inTransaction) {
    if (!(seen instanceof SetVariable set) || set.local() && !inTransaction) {
      return;
    }
    if (set.kind() == SetVariable.Kind.RESET_ALL) {
      lock = statement = localLock = localStatement = null;
      return;
    }
    Duration value =
        set.kind() == SetVariable.Kind.SET && !set.values().isEmpty()
            ? parse(set.values().getFirst())
            : null;
    switch (set.name().toLowerCase(Locale.ROOT)) {
      case "lock_timeout" -> {
        localLock = set.local() ? value : null;
        lock = set.local() ? lock : value;
      }
      case "statement_timeout" -> {
        localStatement = set.local() ? value : null;
        statement = set.local() ? statement : value;
      }
      default -> {}
    }
  }

  /// A setting's value with its unit; milliseconds where none is written.
  private static @Nullable Duration parse(String text) {
    Matcher matcher = VALUE.matcher(text);
    OptionalLong number =
        matcher.matches() && matcher.group(1).length() < 12
            ? OptionalLong.of(Long.parseLong(matcher.group(1)))
            : OptionalLong.empty();
    if (number.isEmpty()) {
      return null;
    }
    long value = number.getAsLong();
    String unit = matcher.group(2) == null ? "ms" : matcher.group(2);
    return switch (unit) {
      case "us" -> Duration.ofMillis(value / 1000);
      case "s" -> Duration.ofSeconds(value);
      case "min" -> Duration.ofMinutes(value);
      case "h" -> Duration.ofHours(value);
      case "d" -> Duration.ofDays(value);
      default -> Duration.ofMillis(value);
    };
  }
}
