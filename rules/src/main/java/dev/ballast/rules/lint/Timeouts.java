package dev.ballast.rules.lint;

import dev.ballast.sql.tree.Statement;
import java.time.Duration;
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

  /// What holds for one transaction only does nothing outside of one but warn.
  void apply(Statement seen, boolean inTransaction) {
    for (SettingChange change : SettingChange.of(seen)) {
      if (!change.local() || inTransaction) {
        apply(change);
      }
    }
  }

  private void apply(SettingChange change) {
    Duration value = change.value().map(Timeouts::parse).orElse(null);
    switch (change.name()) {
      case SettingChange.ALL -> lock = statement = localLock = localStatement = null;
      case "lock_timeout" -> {
        localLock = change.local() ? value : null;
        lock = change.local() ? lock : value;
      }
      case "statement_timeout" -> {
        localStatement = change.local() ? value : null;
        statement = change.local() ? statement : value;
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
