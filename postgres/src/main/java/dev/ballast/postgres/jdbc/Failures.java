package dev.ballast.postgres.jdbc;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ServerErrors;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Turns the driver's exceptions into faults.
final class Failures {
  private Failures() {}

  static Fault classify(SQLException e, String doing) {
    if (Thread.currentThread().isInterrupted()) {
      return CommonError.interrupted(doing);
    }
    ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    String state = Optional.ofNullable(e.getSQLState()).orElse("");
    if (server == null) {
      return ServerErrors.fault(
              state, String.valueOf(e.getMessage()), Optional.empty(), Optional.empty(), doing)
          .cause(e);
    }
    return ServerErrors.fault(
            state,
            String.valueOf(server.getMessage()),
            Optional.ofNullable(server.getDetail()),
            Optional.ofNullable(server.getHint()),
            doing)
        .cause(e);
  }
}
