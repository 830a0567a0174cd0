package dev.ballast.postgres.jdbc;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import java.util.Optional;
import java.util.OptionalInt;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// What the server said of a statement it refused, field by field, for who shows the place in the
/// text. See the manual, "Error and Notice Message Fields".
///
/// @param position the character of the statement that is meant, from 1, in code points
public record SqlError(
    String sqlState, String message, Optional<String> detail, OptionalInt position) {
  public SqlError {
    requireNonNull(sqlState, "sqlState is null");
    requireNonNull(message, "message is null");
    requireNonNull(detail, "detail is null");
    requireNonNull(position, "position is null");
  }

  /// The error behind a fault of this package; empty where the fault did not come from a server.
  public static Optional<SqlError> of(Fault fault) {
    if (fault.getCause() instanceof PSQLException e && e.getServerErrorMessage() != null) {
      ServerErrorMessage said = e.getServerErrorMessage();
      return Optional.of(
          new SqlError(
              String.valueOf(said.getSQLState()),
              String.valueOf(said.getMessage()),
              Optional.ofNullable(said.getDetail()),
              said.getPosition() > 0 ? OptionalInt.of(said.getPosition()) : OptionalInt.empty()));
    }
    return Optional.empty();
  }
}
