package dev.ballast.postgres.wire.protocol;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;

/// Reports a broken connection as a fault.
public final class ConnectionLoss {

  static Fault of(IOException cause, String doing, Peer peer) {
    if (Thread.currentThread().isInterrupted()) {
      return CommonError.interrupted(doing);
    }
    return Fault.of(PostgresError.CONNECTION_LOST, "the connection broke while " + doing)
        .detail(peer.endpoint() + ": " + reason(cause))
        .hint("The server's log shows whether it ended the session or never saw it end.")
        .cause(cause);
  }

  static Fault closedByServer(String doing, Peer peer) {
    return Fault.of(
            PostgresError.CONNECTION_LOST, "the server closed the connection while " + doing)
        .detail(peer.endpoint() + ": end of stream")
        .hint("The server's log shows whether it crashed, restarted or ended the session.");
  }

  public static Fault silence(PostgresError code, long millis, String doing, Peer peer) {
    return Fault.of(code, "the server fell silent while " + doing)
        .detail(peer.endpoint() + ": nothing complete arrived within " + millis + " ms")
        .hint("Check the network between here and the server, and the server's load.");
  }

  public static Fault violation(String what) {
    return Fault.of(PostgresError.PROTOCOL_VIOLATION, what)
        .hint("Check that the address is PostgreSQL's own, and that no proxy is in front of it.");
  }

  public static String reason(IOException cause) {
    if (cause instanceof AsynchronousCloseException) {
      return "closed from this side";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private ConnectionLoss() {}
}
