package dev.ballast.protect.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.wire.ReplicationConnection;
import dev.ballast.postgres.wire.ReplicationOptions;
import dev.ballast.postgres.wire.SystemIdentity;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import dev.ballast.protect.ProtectError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A server of the cluster that log can be received from, connected. For one thread; [#close] for
/// any.
///
/// @param standby whether it recovers, and takes no writes
/// @param alone whether the cluster has no other server that could be received from instead
record LogSource(
    ConnectionSettings settings,
    ReplicationConnection connection,
    SystemIdentity identity,
    boolean standby,
    boolean alone)
    implements AutoCloseable {
  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration STATUS_INTERVAL = Duration.ofSeconds(1);

  /// A promotion that others have followed counts more than that a server takes writes: an old
  /// primary that came back does so, too.
  private static final Comparator<LogSource> PREFERENCE =
      Comparator.comparingInt((LogSource s) -> s.identity().timeline().value())
          .thenComparing(s -> !s.standby())
          .thenComparing(s -> s.standby() ? s.identity().flushed() : new Lsn(0));

  LogSource {
    requireNonNull(settings, "settings is null");
    requireNonNull(connection, "connection is null");
    requireNonNull(identity, "identity is null");
  }

  /// Of the servers that answer, the one on the newest timeline, and of those the one that takes
  /// writes.
  static LogSource open(ReceiveSettings settings, Clock clock) {
    List<LogSource> answering = new ArrayList<>();
    try (Undo<RuntimeException> undo = Undo.unlessKept(() -> answering.forEach(LogSource::close))) {
      Optional<Fault> last = Optional.empty();
      for (ConnectionSettings server : settings.sources()) {
        try {
          answering.add(connect(server, settings, clock));
        } catch (Fault fault) {
          CommonError.rethrowInterrupt(fault);
          last = Optional.of(fault);
        }
      }
      if (answering.isEmpty()) {
        throw notAnswering(settings, last.orElseThrow());
      }
      requireOneSystem(settings, answering);
      LogSource chosen = answering.stream().max(PREFERENCE).orElseThrow();
      List<LogSource> others = new ArrayList<>(answering);
      others.remove(chosen);
      others.forEach(LogSource::close);
      return undo.keep(chosen);
    }
  }

  /// Throws where the server does not answer.
  static LogSource connect(ConnectionSettings server, ReceiveSettings settings, Clock clock) {
    ReplicationOptions options =
        ReplicationOptions.of(settings.applicationName())
            .withStatusInterval(STATUS_INTERVAL)
            .withCommandTimeout(COMMAND_TIMEOUT)
            .withWalSilence(settings.silence());
    ReplicationConnection connection =
        ReplicationConnection.open(server, ReplicationMode.PHYSICAL, options, clock);
    try (Undo<RuntimeException> undo = Undo.unlessKept(connection::close)) {
      SystemIdentity identity = connection.identifySystem();
      boolean standby = connection.show("in_hot_standby").equals("on");
      boolean alone = settings.sources().size() == 1;
      return undo.keep(new LogSource(server, connection, identity, standby, alone));
    }
  }

  private static Fault notAnswering(ReceiveSettings settings, Fault last) {
    return settings.sources().size() == 1
        ? last
        : Fault.of(PostgresError.CONNECTION_LOST, "no server of the target can be received from")
            .detail(last.toString())
            .hint("Start one of them, or correct the target and --standby.")
            .cause(last);
  }

  private static void requireOneSystem(ReceiveSettings settings, List<LogSource> answering) {
    LogSource first = answering.getFirst();
    for (LogSource other : answering) {
      if (!other.identity().system().equals(first.identity().system())) {
        throw Fault.of(
                ProtectError.WAL_OF_OTHER_SYSTEM,
                "servers of target " + settings.target() + " are of different clusters")
            .detail(
                "system identifier %s at port %d of %s, and %s at port %d of %s"
                    .formatted(
                        first.identity().system(),
                        first.settings().port(),
                        first.settings().host(),
                        other.identity().system(),
                        other.settings().port(),
                        other.settings().host()))
            .hint("Correct the target and --standby: they name servers of one cluster.");
      }
    }
  }

  /// Whether it is to be received from, and not from another server of the cluster.
  boolean isBetterThan(LogSource other) {
    int ahead = Integer.compare(identity.timeline().value(), other.identity().timeline().value());
    return isOfSameCluster(other) && (ahead > 0 || (ahead == 0 && !standby && other.standby()));
  }

  boolean isOfSameCluster(LogSource other) {
    return identity.system().equals(other.identity().system());
  }

  @Override
  public void close() {
    connection.close();
  }
}
