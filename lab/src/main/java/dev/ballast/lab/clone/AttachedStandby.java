package dev.ballast.lab.clone;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.lab.thin.ThinCopy;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import java.time.Duration;

/// A standby of a running clone: a second copy of the same state, which streams the log of the
/// first. For one thread at a time; it must be closed before the clone is.
public final class AttachedStandby implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration DROP_TIMEOUT = Duration.ofSeconds(10);

  private final CloneServer server;
  private final Session primary;
  private final Session standby;
  private final Clock clock;
  private final LagHistory history = new LagHistory();

  AttachedStandby(CloneServer server, Session primary, Session standby, Clock clock) {
    this.server = server;
    this.primary = primary;
    this.standby = standby;
    this.clock = clock;
  }

  /// The copy that it runs on.
  public ThinCopy copy() {
    return server.copy();
  }

  /// Ballast's own superuser on the standby; see [RunningClone#keeper].
  public Session keeper(String database) {
    return server.access().keeper(database);
  }

  /// How far it is behind now. Its time is as exact as the calls are frequent.
  public ReplicaLag lag() {
    long now = clock.nanoTime();
    Lsn written = written();
    return history.add(now, written, replayed());
  }

  private Lsn written() {
    return primary.one("SELECT pg_catalog.pg_current_wal_lsn() AS lsn", row -> row.lsn("lsn"));
  }

  private Lsn replayed() {
    return standby.one("SELECT pg_catalog.pg_last_wal_replay_lsn() AS lsn", row -> row.lsn("lsn"));
  }

  /// Waits until it has replayed what the primary has written by now. Returns whether it did in
  /// time.
  public boolean catchUp(Duration timeout) {
    long start = clock.nanoTime();
    Lsn target = written();
    history.add(start, target, replayed());
    while (replayed().isBefore(target)) {
      if (clock.since(start).compareTo(timeout) > 0) {
        return false;
      }
      clock.pause(POLL);
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("waiting for a standby");
      }
    }
    return true;
  }

  /// Ends its server and removes its copy. The primary keeps no log for it any more.
  @Override
  public void close() {
    try (primary;
        server) {
      standby.close();
      server.server().close();
      dropSlot();
    }
  }

  /// The primary notices a moment later that nobody reads from it any more.
  private void dropSlot() {
    long start = clock.nanoTime();
    while (isActive()) {
      if (clock.since(start).compareTo(DROP_TIMEOUT) > 0) {
        return;
      }
      clock.pause(POLL);
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("detaching a standby");
      }
    }
    primary.text("SELECT pg_catalog.pg_drop_replication_slot(?)", CloneServer.STANDBY.value());
  }

  private boolean isActive() {
    return primary.one(
        "SELECT active FROM pg_catalog.pg_replication_slots WHERE slot_name = ?",
        row -> row.flag("active"),
        CloneServer.STANDBY.value());
  }
}
