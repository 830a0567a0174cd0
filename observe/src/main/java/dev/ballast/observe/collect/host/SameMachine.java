package dev.ballast.observe.collect.host;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether a server runs on this machine: the process that serves the session is one of this
/// machine's, began when the server says so, and so did its parent, the postmaster. An address does
/// not say it: a tunnel and a container have one of this machine's too.
final class SameMachine {
  /// The kernel counts a process's start from the machine's, which it gives in whole seconds.
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  private SameMachine() {}

  /// What a server says of the process of a session.
  record Identity(long process, Instant startedAt, Instant serverStartedAt) {}

  static boolean runs(Session session) {
    return isOne(
        session.one(
            SqlResource.load(SameMachine.class, "identity", session.version()),
            row ->
                new Identity(
                    row.number("process"),
                    row.instant("started_at"),
                    row.instant("server_started_at"))));
  }

  static boolean isOne(Identity identity) {
    Optional<ProcessHandle> process = ProcessHandle.of(identity.process());
    return process.filter(p -> began(p, identity.startedAt())).isPresent()
        && process
            .flatMap(ProcessHandle::parent)
            .filter(p -> began(p, identity.serverStartedAt()))
            .isPresent();
  }

  private static boolean began(ProcessHandle process, Instant at) {
    return process
        .info()
        .startInstant()
        .filter(start -> Duration.between(start, at).abs().compareTo(TOLERANCE) <= 0)
        .isPresent();
  }
}
