package dev.ballast.observe.locks;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.text.StatementText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A session that waits for a lock, or that others wait for.
///
/// @param pid of the backend; 0 for a prepared transaction, which has none
/// @param state of the backend, such as `idle in transaction`
/// @param transactionSeconds how long its transaction has run
/// @param waiting what it waits for; empty where it does not wait
/// @param blockers the pids that it waits for
/// @param statement the one that runs, or ran last
public record LockSession(
    int pid,
    Optional<String> user,
    Optional<String> application,
    Optional<String> database,
    Optional<String> state,
    OptionalDouble transactionSeconds,
    Optional<Wait> waiting,
    List<Integer> blockers,
    StatementText statement) {
  public LockSession {
    requireNonNull(user, "user is null");
    requireNonNull(application, "application is null");
    requireNonNull(database, "database is null");
    requireNonNull(state, "state is null");
    requireNonNull(transactionSeconds, "transactionSeconds is null");
    requireNonNull(waiting, "waiting is null");
    blockers = List.copyOf(blockers);
    requireNonNull(statement, "statement is null");
  }

  /// A lock that is waited for.
  ///
  /// @param relation its name where it is in the database that the watch connects to, else its oid
  /// @param seconds how long; unknown in the first moment
  public record Wait(
      String mode, String locktype, Optional<String> relation, OptionalDouble seconds) {}
}
