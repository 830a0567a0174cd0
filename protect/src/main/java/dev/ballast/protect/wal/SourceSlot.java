package dev.ballast.protect.wal;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.postgres.wire.ReplicationConnection;
import dev.ballast.postgres.wire.SlotName;
import java.util.Optional;

/// The slot that keeps the server from removing log that is not here yet. For one thread.
final class SourceSlot {
  private final ConnectionSettings source;
  private final SlotName name;

  SourceSlot(ConnectionSettings source, SlotName name) {
    this.source = source;
    this.name = name;
  }

  /// What the server says of it.
  ///
  /// @param restart the oldest log that it keeps; empty where it keeps none
  /// @param lost whether the server removed what it was to keep, so that the slot is of no use
  private record State(Optional<Lsn> restart, boolean lost) {}

  /// Makes the slot where there is none, and again where it is of no use any more. Returns the
  /// oldest log that the server keeps for it.
  Lsn ensure(ReplicationConnection connection) {
    Optional<State> found = read();
    if (found.filter(State::lost).isPresent()) {
      connection.dropSlot(name);
      found = Optional.empty();
    }
    if (found.isEmpty()) {
      connection.createPhysicalSlot(name, false, true);
      found = read();
    }
    return found.flatMap(State::restart).orElseGet(() -> connection.identifySystem().flushed());
  }

  private Optional<State> read() {
    try (Session session = Session.open(source, SessionOptions.of("ballast wal"))) {
      return session.first(
          SqlResource.load(SourceSlot.class, "slot", session.version()),
          row -> new State(row.lsnOrEmpty("restart_lsn"), row.flag("lost")),
          name.value());
    }
  }

  /// Whether the server recovers, and takes no writes.
  static boolean isStandby(ConnectionSettings source) {
    try (Session session = Session.open(source, SessionOptions.of("ballast wal"))) {
      return session.one(
          "SELECT pg_catalog.pg_is_in_recovery() AS standby", row -> row.flag("standby"));
    }
  }

  static Fault notAnswering(Fault last) {
    return Fault.of(PostgresError.CONNECTION_LOST, "no server of the target can be received from")
        .detail(last.toString())
        .cause(last);
  }
}
