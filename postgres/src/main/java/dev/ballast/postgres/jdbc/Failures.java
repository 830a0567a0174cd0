package dev.ballast.postgres.jdbc;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.ServerErrors;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/// Turns the driver's exceptions into faults.
final class Failures {
  /// SQLSTATE class 08, "connection exception".
  private static final String CONNECTION_CLASS = "08";

  private Failures() {}

  static Fault classify(SQLException e, String doing) {
    if (Thread.currentThread().isInterrupted()) {
      return CommonError.interrupted(doing);
    }
    ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    String state = Optional.ofNullable(e.getSQLState()).orElse("");
    if (server == null) {
      Optional<Fault> known = ownWord(e, state, doing);
      if (known.isPresent()) {
        return known.get().cause(e);
      }
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

  /// What the driver itself makes of the server's answer, which has a state but no server message:
  /// a certificate it does not accept, no TLS where TLS is asked for, a password asked for where
  /// none is known. Its texts are translated; "SSL" and its verifier's name are in all of them.
  private static Optional<Fault> ownWord(SQLException e, String state, String doing) {
    String message = String.valueOf(e.getMessage());
    boolean rejected = state.equals(PSQLState.CONNECTION_REJECTED.getState());
    if (state.startsWith(CONNECTION_CLASS)
        && (message.contains("SSL") || message.contains("HostnameVerifier"))) {
      Throwable cause = e.getCause();
      return Optional.of(
          Fault.of(PostgresError.TLS_FAILED, "the connection could not be secured")
              .detail(
                  "while "
                      + doing
                      + ": "
                      + (cause == null ? message : message + " " + cause.getMessage()))
              .hint(
                  rejected
                      ? "Set ssl = on with a certificate on the server, or the target's tls to"
                          + " disable."
                      : "Check the root certificate, and that the server's certificate is for the"
                          + " host's name."));
    }
    return rejected
        ? Optional.of(
            Fault.of(PostgresError.AUTHENTICATION_FAILED, message)
                .detail("while " + doing)
                .hint("Check where the user's password is taken from."))
        : Optional.empty();
  }
}
