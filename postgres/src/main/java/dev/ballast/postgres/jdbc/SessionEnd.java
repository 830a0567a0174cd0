package dev.ballast.postgres.jdbc;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Why a session ended that was not closed. The server's own words say it where they arrived. They
/// do not where the driver was reading a COPY, or the connection was reset; then the server is
/// asked, in a session of its own, whether it still runs.
///
/// That a session has ended is known by its connection, never by an error's SQLSTATE: a function of
/// a database may raise any, and `dblink` raises those of class 08 for connections of its own.
final class SessionEnd {
  /// A column for a session's first statement: when the server that answers was started.
  static final String STARTED =
      "pg_catalog.date_part('epoch', pg_catalog.pg_postmaster_start_time())::pg_catalog.text AS started";

  private final ConnectionSettings settings;
  private final Optional<String> started;

  /// @param started [#STARTED] as the session saw it, where it asked
  SessionEnd(ConnectionSettings settings, Optional<String> started) {
    this.settings = settings;
    this.started = started;
  }

  /// The fault for the error by which the end was noticed.
  Fault of(SQLException e, String doing) {
    Optional<ServerErrorMessage> said = said(e);
    if (said.isPresent()) {
      return inItsWords(said.get(), e, doing);
    }
    if (e.getCause() instanceof SocketTimeoutException) {
      return lost("the server did not answer in time", doing)
          .hint("Check the network between here and the server, and the server's load.")
          .cause(e);
    }
    return asked(doing).cause(e);
  }

  /// The fault for whatever is asked of a session that has ended before.
  static Fault again(Fault end, String doing) {
    Fault fault =
        Fault.of(end.code(), end.getMessage())
            .detail("noticed before " + doing + end.detail().map(d -> ", " + d).orElse(""))
            .cause(end.getCause() == null ? end : end.getCause());
    return end.hint().map(fault::hint).orElse(fault);
  }

  /// The fault for what ran in a session when it was cut from this side.
  static Fault cutHere(SQLException e, String doing) {
    return lost("the session was ended from this side", doing).cause(e);
  }

  private static Optional<ServerErrorMessage> said(SQLException e) {
    for (SQLException each = e; each != null; each = each.getNextException()) {
      if (each instanceof PSQLException p && p.getServerErrorMessage() != null) {
        return Optional.of(p.getServerErrorMessage());
      }
    }
    return Optional.empty();
  }

  private static Fault inItsWords(ServerErrorMessage said, SQLException e, String doing) {
    String state = String.valueOf(said.getSQLState());
    return switch (state) {
      case "57P01", "57P02", "57P03" ->
          ended(PostgresError.SERVER_SHUTTING_DOWN, "the server ended the session", said, doing)
              .hint(
                  "It was stopped or restarted, or an administrator ended the session"
                      + " (pg_terminate_backend); its log says which.")
              .cause(e);
      case "25P03" -> byLimit("idle_in_transaction_session_timeout", said, doing).cause(e);
      case "25P04" -> byLimit("transaction_timeout", said, doing).cause(e);
      case "57P05" -> byLimit("idle_session_timeout", said, doing).cause(e);
      case "57P04" ->
          ended(PostgresError.DATABASE_MISSING, "the database was dropped", said, doing).cause(e);
      default -> Failures.classify(e, doing);
    };
  }

  private static Fault byLimit(String parameter, ServerErrorMessage said, String doing) {
    return ended(
            PostgresError.SESSION_TIMEOUT,
            "the server ended the session by its " + parameter,
            said,
            doing)
        .hint(
            "Look for " + parameter + " in the settings of the role, the database and the server.");
  }

  private static Fault ended(
      PostgresError code, String primary, ServerErrorMessage said, String doing) {
    return Fault.of(code, primary + ": " + said.getMessage())
        .detail("while " + doing + " (SQLSTATE " + said.getSQLState() + ")");
  }

  private Fault asked(String doing) {
    try (Session second = Session.open(settings, SessionOptions.of("ballast diagnosis"))) {
      String now = second.text("SELECT " + STARTED);
      return started.isPresent() && !started.get().equals(now)
          ? lost("the server was restarted", doing)
              .hint("Its log says whether it was stopped or crashed.")
          : lost("the session was ended, and the server still runs", doing)
              .hint(
                  "An administrator ended it (pg_terminate_backend), another process of the server"
                      + " crashed, or a pooler or a network device between cut it; the server's log"
                      + " says whether it was the server.");
    } catch (Fault e) {
      CommonError.rethrowInterrupt(e);
      return e.code() == PostgresError.SERVER_SHUTTING_DOWN
          ? Fault.of(e.code(), "the server was stopped or restarted: " + e.getMessage())
              .detail("while " + doing)
          : lost("the server was stopped, or cannot be reached any more", doing)
              .hint("A new connection fails as well: " + e.getMessage() + ".");
    }
  }

  private static Fault lost(String primary, String doing) {
    return Fault.of(PostgresError.CONNECTION_LOST, primary).detail("while " + doing);
  }
}
