package dev.ballast.postgres.jdbc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/// The bounds every statement of a session runs under, and what decides its statements' meaning.
///
/// [#of] is safe on any server. [#onCopy] and [#asOwner] are for copies of guarded clusters that
/// Ballast started. [#onOwnServer] is for servers that Ballast made: it leaves the configuration in
/// force and may write.
///
/// @param applicationName what `pg_stat_activity` shows, at most 63 bytes
/// @param statementTimeout bound on one statement, `statement_timeout`; at least 1 ms
/// @param lockTimeout bound on waiting for one lock, `lock_timeout`; at least 1 ms
/// @param answerSlack how much longer than a statement may run its answer is awaited, before the
///     connection counts as lost
/// @param pins parameters that hold from the first statement on, whatever the database and the role
///     have configured
/// @param settings further such parameters, which outrank the pins
public record SessionOptions(
    String applicationName,
    Duration statementTimeout,
    Duration lockTimeout,
    Duration answerSlack,
    Pins pins,
    List<StartupSetting> settings) {
  public static final Duration DEFAULT_STATEMENT_TIMEOUT = Duration.ofSeconds(60);
  public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(5);
  public static final Duration DEFAULT_ANSWER_SLACK = Duration.ofSeconds(30);

  public SessionOptions {
    requireNonNull(applicationName, "applicationName is null");
    if (applicationName.isEmpty() || applicationName.length() > 63) {
      throw new IllegalArgumentException("application name is empty or over 63 bytes");
    }
    requireNonNull(pins, "pins is null");
    settings = List.copyOf(settings);
    if (statementTimeout.toMillis() < 1 || lockTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("a timeout is under 1 ms, which would mean none");
    }
    if (answerSlack.toSeconds() < 1) {
      throw new IllegalArgumentException("an answer needs a second on its way");
    }
  }

  /// A session for reading on a server of somebody else's: pinned, and read-only unless a
  /// transaction is opened otherwise.
  public static SessionOptions of(String applicationName) {
    return bounded(applicationName, Pins.READING);
  }

  /// A session that sees the settings of a server of somebody else's as its other sessions have
  /// them, for reading those and nothing else.
  public static SessionOptions asConfigured(String applicationName) {
    return bounded(applicationName, Pins.CONFIGURED);
  }

  /// A superuser's session on a copy of somebody else's cluster: pinned, and may write.
  public static SessionOptions onCopy(String applicationName) {
    return bounded(applicationName, Pins.COPY);
  }

  /// A session on such a copy of a role that has no power left.
  public static SessionOptions asOwner(String applicationName) {
    return bounded(applicationName, Pins.OWNER);
  }

  /// A session on a server that Ballast made, as an application of that server would have it.
  public static SessionOptions onOwnServer(String applicationName) {
    return bounded(applicationName, Pins.NONE);
  }

  private static SessionOptions bounded(String applicationName, Pins pins) {
    return new SessionOptions(
        applicationName,
        DEFAULT_STATEMENT_TIMEOUT,
        DEFAULT_LOCK_TIMEOUT,
        DEFAULT_ANSWER_SLACK,
        pins,
        List.of());
  }

  public SessionOptions withStatementTimeout(Duration timeout) {
    return new SessionOptions(applicationName, timeout, lockTimeout, answerSlack, pins, settings);
  }

  public SessionOptions withLockTimeout(Duration timeout) {
    return new SessionOptions(
        applicationName, statementTimeout, timeout, answerSlack, pins, settings);
  }

  public SessionOptions withAnswerSlack(Duration slack) {
    return new SessionOptions(
        applicationName, statementTimeout, lockTimeout, slack, pins, settings);
  }

  public SessionOptions withSettings(List<StartupSetting> others) {
    return new SessionOptions(
        applicationName, statementTimeout, lockTimeout, answerSlack, pins, others);
  }
}
