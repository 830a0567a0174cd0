package dev.ballast.postgres.wire;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.wire.protocol.Handshake;
import dev.ballast.postgres.wire.protocol.MessageWriter;
import dev.ballast.postgres.wire.protocol.ReplicationErrors;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import dev.ballast.postgres.wire.protocol.SocketTransport;
import dev.ballast.postgres.wire.protocol.Transport;
import dev.ballast.postgres.wire.protocol.Wire;
import java.time.Duration;

/// A session as the simplest client has it, to find out whether clients are served: it sets nothing
/// that a pooler would refuse or keep, and its only statement has no name in it that somebody could
/// have given another meaning.
public final class ClientSession {
  private static final int PROTOCOL_VERSION = 3 << 16;
  private static final String STATEMENT = "SELECT 1";

  private ClientSession() {}

  /// Opens a session, runs a statement and ends the session. Throws what a client would get.
  ///
  /// @param limit the longest that the statement's answer may take; connecting has its own
  public static void tryOnce(
      ConnectionSettings settings, String applicationName, Duration limit, Clock clock) {
    try (Transport transport = SocketTransport.connect(settings, clock)) {
      Wire wire =
          new Wire(
              transport,
              new ReplicationErrors(
                  settings.user(), settings.database(), ReplicationMode.DATABASE, transport.peer()),
              clock);
      wire.reader().deadline(settings.connectTimeout(), "authenticating");
      new Handshake(wire, settings).run(startup(settings, applicationName));
      wire.reader().established();
      wire.reader().deadline(limit, "waiting for the answer to a statement");
      wire.query(STATEMENT);
      wire.send(MessageWriter.of('X').finish());
    }
  }

  private static byte[] startup(ConnectionSettings settings, String applicationName) {
    return MessageWriter.untyped()
        .int32(PROTOCOL_VERSION)
        .cstring("user")
        .cstring(settings.user())
        .cstring("database")
        .cstring(settings.database())
        .cstring("application_name")
        .cstring(applicationName)
        .int8(0)
        .finish();
  }
}
