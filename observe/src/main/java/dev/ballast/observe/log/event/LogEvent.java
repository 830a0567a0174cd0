package dev.ballast.observe.log.event;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.log.record.LogSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A message of a log that has a class.
///
/// @param at when, if the log says so in a zone that is known
/// @param statement without literals; empty also where it cannot be parsed and so might show some
/// @param plan without literals
/// @param waits who waited for whom, of a deadlock
public record LogEvent(
    LogClass type,
    Optional<Instant> at,
    LogSession session,
    Optional<String> sqlState,
    List<Fact> facts,
    Optional<String> statement,
    Optional<String> plan,
    List<LockWait> waits) {
  public LogEvent {
    requireNonNull(type, "type is null");
    requireNonNull(at, "at is null");
    requireNonNull(session, "session is null");
    requireNonNull(sqlState, "sqlState is null");
    facts = List.copyOf(facts);
    requireNonNull(statement, "statement is null");
    requireNonNull(plan, "plan is null");
    waits = List.copyOf(waits);
  }

  /// One session of a deadlock.
  ///
  /// @param statement without literals, if it can be parsed
  public record LockWait(
      long waiter, String mode, String object, long blocker, Optional<String> statement) {}

  /// The value of a fact.
  public Optional<String> fact(String name) {
    return facts.stream().filter(f -> f.name().equals(name)).map(Fact::value).findFirst();
  }
}
