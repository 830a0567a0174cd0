package dev.ballast.rules.lint;

import dev.ballast.sql.tree.SessionStatement.TransactionControl;
import dev.ballast.sql.tree.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `lock_timeout` and `statement_timeout` as a script's SET statements leave them. For one thread.
final class Timeouts {
  private static final Pattern VALUE = Pattern.compile("\\s*(\\d+)\\s*(us|ms|s|min|h|d)?\\s*");

  private Values now = Values.NONE;
  private Values before = Values.NONE;
  private final Map<String, Values> savepoints = new LinkedHashMap<>();

  /// @param localLock until the transaction ends, instead of `lock`
  private record Values(
      Optional<Duration> lock,
      Optional<Duration> statement,
      Optional<Duration> localLock,
      Optional<Duration> localStatement) {
    static final Values NONE =
        new Values(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Values ofSession() {
      return new Values(lock, statement, Optional.empty(), Optional.empty());
    }

    Values with(SettingChange change) {
      Optional<Duration> value = change.value().flatMap(Timeouts::parse);
      return switch (change.name()) {
        case SettingChange.ALL -> NONE;
        case "lock_timeout" ->
            change.local()
                ? new Values(lock, statement, value, localStatement)
                : new Values(value, statement, Optional.empty(), localStatement);
        case "statement_timeout" ->
            change.local()
                ? new Values(lock, statement, localLock, value)
                : new Values(lock, value, localLock, Optional.empty());
        default -> this;
      };
    }
  }

  Optional<Duration> lock() {
    return now.localLock().or(now::lock);
  }

  Optional<Duration> statement() {
    return now.localStatement().or(now::statement);
  }

  /// A SET of a transaction that is rolled back is undone with it.
  ///
  /// @param inTransaction whether one is open before the statement runs
  void transaction(TransactionControl control, boolean inTransaction) {
    switch (control.kind()) {
      case BEGIN -> before = inTransaction ? before : now;
      case COMMIT, PREPARE -> ended(now);
      case ROLLBACK -> ended(before);
      case SAVEPOINT -> savepoints.put(control.name().orElse(""), now);
      case ROLLBACK_TO -> now = savepoints.getOrDefault(control.name().orElse(""), now);
      case RELEASE, COMMIT_PREPARED, ROLLBACK_PREPARED -> {}
    }
  }

  private void ended(Values left) {
    now = left.ofSession();
    before = now;
    savepoints.clear();
  }

  /// What holds for one transaction only does nothing outside of one but warn.
  void apply(Statement seen, boolean inTransaction) {
    for (SettingChange change : SettingChange.of(seen)) {
      if (!change.local() || inTransaction) {
        now = now.with(change);
      }
    }
  }

  /// A setting's value with its unit; milliseconds where none is written.
  private static Optional<Duration> parse(String text) {
    Matcher matcher = VALUE.matcher(text);
    OptionalLong number =
        matcher.matches() && matcher.group(1).length() < 12
            ? OptionalLong.of(Long.parseLong(matcher.group(1)))
            : OptionalLong.empty();
    if (number.isEmpty()) {
      return Optional.empty();
    }
    long value = number.getAsLong();
    String unit = matcher.group(2) == null ? "ms" : matcher.group(2);
    return Optional.of(
        switch (unit) {
          case "us" -> Duration.ofMillis(value / 1000);
          case "s" -> Duration.ofSeconds(value);
          case "min" -> Duration.ofMinutes(value);
          case "h" -> Duration.ofHours(value);
          case "d" -> Duration.ofDays(value);
          default -> Duration.ofMillis(value);
        });
  }
}
