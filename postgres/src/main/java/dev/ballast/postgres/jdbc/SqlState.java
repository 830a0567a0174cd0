package dev.ballast.postgres.jdbc;

import dev.ballast.evidence.Fault;
import java.sql.SQLException;
import java.util.Optional;

/// The SQLSTATE behind a fault of this package, for callers that count errors by class (manual:
/// "PostgreSQL Error Codes").
public final class SqlState {
  private SqlState() {}

  /// The five characters; empty where the fault did not come from a server or the driver.
  public static Optional<String> of(Fault fault) {
    return fault.getCause() instanceof SQLException e
        ? Optional.ofNullable(e.getSQLState()).filter(state -> state.length() == 5)
        : Optional.empty();
  }
}
