package dev.ballast.protect.wal;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
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
      return renew(connection);
    }
    return found.isEmpty() ? make(connection) : kept(found, connection);
  }

  /// Makes the slot again where what it is to keep is gone.
  Lsn renew(ReplicationConnection connection) {
    connection.dropSlot(name);
    return make(connection);
  }

  /// Has the server keep nothing of before a position, as far as it has come itself. A slot that is
  /// in use says so itself.
  void advance(Lsn to) {
    try (Session session = Session.open(source, SessionOptions.of("ballast wal"))) {
      session.first(
          SqlResource.load(SourceSlot.class, "advance", session.version()),
          row -> true,
          to,
          name.value(),
          to);
    }
  }

  private Lsn make(ReplicationConnection connection) {
    connection.createPhysicalSlot(name, false, true);
    return kept(read(), connection);
  }

  private static Lsn kept(Optional<State> found, ReplicationConnection connection) {
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
}
