package dev.ballast.postgres.jdbc;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionRefusal;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.ServerErrors;
import dev.ballast.postgres.TlsMode;
import dev.ballast.postgres.wire.protocol.UnixPeerException;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.shaded.com.ongres.scram.common.exception.ScramInvalidServerSignatureException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/// Turns the driver's exceptions into faults.
final class Failures {
  /// SQLSTATE class 08, "connection exception".
  private static final String CONNECTION_CLASS = "08";

  private Failures() {}

  /// For a session that stays open. What a server sends of class 08 then is no connection of ours:
  /// `dblink` and its like report their own so.
  static Fault classify(SQLException e, String doing) {
    if (Thread.currentThread().isInterrupted()) {
      return CommonError.interrupted(doing);
    }
    Fault fault = fault(e, doing);
    return isServers(e) && state(e).startsWith(CONNECTION_CLASS)
        ? withCode(PostgresError.SERVER_ERROR, fault)
        : fault;
  }

  private static Fault fault(SQLException e, String doing) {
    ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    if (server == null) {
      return ServerErrors.fault(
              state(e), String.valueOf(e.getMessage()), Optional.empty(), Optional.empty(), doing)
          .cause(e);
    }
    return ServerErrors.fault(
            state(e),
            String.valueOf(server.getMessage()),
            Optional.ofNullable(server.getDetail()),
            Optional.ofNullable(server.getHint()),
            doing)
        .cause(e);
  }

  private static String state(SQLException e) {
    return Optional.ofNullable(e.getSQLState()).orElse("");
  }

  private static boolean isServers(SQLException e) {
    return e instanceof PSQLException p && p.getServerErrorMessage() != null;
  }

  /// Whether it is the driver's own word, which says that the connection is of no more use.
  static boolean isOfTheConnection(SQLException e) {
    return !isServers(e) && state(e).startsWith(CONNECTION_CLASS);
  }

  private static Fault withCode(PostgresError code, Fault fault) {
    Fault other = Fault.of(code, fault.getMessage());
    Fault detailed = fault.detail().map(other::detail).orElse(other);
    return fault.getCause() == null ? detailed : detailed.cause(fault.getCause());
  }

  /// For a connection that did not come about. What a server said of it, it said before it had
  /// proven who it is, as far as the driver lets us know.
  static Fault connecting(SQLException e, ConnectionSettings settings, String doing) {
    if (Thread.currentThread().isInterrupted()) {
      return CommonError.interrupted(doing);
    }
    if (e instanceof PasswordGate.Refusal refusal) {
      return refusal.fault(settings).cause(e);
    }
    if (isServers(e)) {
      return ConnectionRefusal.unauthenticated(fault(e, doing), settings);
    }
    if (e.getCause() instanceof UnixPeerException peer) {
      return ConnectionRefusal.socketOfAnother(settings, String.valueOf(peer.getMessage()))
          .cause(e);
    }
    return ownWord(e, settings, doing)
        .map(fault -> fault.cause(e))
        .orElseGet(() -> fault(e, doing));
  }

  /// What the driver itself makes of the server's answer, which has a state but no server message:
  /// a certificate it does not accept, no TLS where TLS is requested, a way of authentication that
  /// it was forbidden. Its texts are translated; "SSL" and its verifier's name are in all of them.
  private static Optional<Fault> ownWord(
      SQLException e, ConnectionSettings settings, String doing) {
    String state = Optional.ofNullable(e.getSQLState()).orElse("");
    String message = String.valueOf(e.getMessage());
    boolean rejected = state.equals(PSQLState.CONNECTION_REJECTED.getState());
    if (e.getCause() instanceof ScramInvalidServerSignatureException) {
      return Optional.of(ConnectionRefusal.impostor(settings));
    }
    if (state.startsWith(CONNECTION_CLASS)
        && settings.tls().mode() != TlsMode.DISABLE
        && (message.contains("SSL") || message.contains("HostnameVerifier"))) {
      return Optional.of(
          rejected
              ? ConnectionRefusal.noTls(settings)
              : ConnectionRefusal.tls(settings, e.getCause() == null ? e : e.getCause()));
    }
    return rejected
        ? Optional.of(ConnectionRefusal.other("while " + doing + ": " + message))
        : Optional.empty();
  }
}
