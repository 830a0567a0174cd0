package dev.ballast.protect.verify.snapshot;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import java.time.Duration;

/// Opens the sessions that read a source. A source may admit hardly more of them than there are at
/// once, and a session that was closed leaves its place a moment later: so a server without room is
/// asked again for a while. Safe for any number of threads.
final class SourceSessions {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration POLL = Duration.ofMillis(10);

  private final ConnectionSettings source;
  private final SessionOptions options;
  private final Clock clock;

  SourceSessions(ConnectionSettings source, SessionOptions options, Clock clock) {
    this.source = source;
    this.options = options;
    this.clock = clock;
  }

  /// To the database that the target names.
  Session open() {
    return open(source.database());
  }

  Session open(String database) {
    long started = clock.nanoTime();
    while (true) {
      try {
        return Session.open(source.withDatabase(database), options);
      } catch (Fault fault) {
        if (fault.code() != PostgresError.SERVER_BUSY
            || clock.since(started).compareTo(PATIENCE) > 0) {
          throw fault;
        }
        clock.pause(POLL);
        if (Thread.currentThread().isInterrupted()) {
          throw CommonError.interrupted("waiting for a session of the source");
        }
      }
    }
  }
}
