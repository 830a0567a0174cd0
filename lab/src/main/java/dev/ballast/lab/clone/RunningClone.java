package dev.ballast.lab.clone;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Undo;
import dev.ballast.lab.LabError;
import dev.ballast.lab.thin.ThinCopy;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.Isolation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A copy of a clone that takes sessions. Sessions may be opened from any thread.
public final class RunningClone implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Started started;
  private final CloneRecord record;
  private final CloneLock lock;
  private final CloneServer server;

  RunningClone(Started started, CloneRecord record, CloneLock lock, CloneServer server) {
    this.started = started;
    this.record = record;
    this.lock = lock;
    this.server = server;
  }

  /// How it was started, for a standby that is attached later.
  record Started(CloneFolder folder, Confinement confinement, Clock clock) {}

  public CloneRecord record() {
    return record;
  }

  /// Starts a standby on a second copy of the same state, which streams this one's log. At most one
  /// at a time. It must be closed before this is.
  ///
  /// Throws `lab-disk-full` before anything is written.
  public AttachedStandby attachStandby(Progress progress) {
    progress.begin("attaching a standby", 0);
    try (Session keeper = keeper(maintenanceDatabase())) {
      keeper.text(
          "SELECT slot_name FROM pg_catalog.pg_create_physical_replication_slot(?, true)",
          CloneServer.STANDBY.value());
    }
    ThinCopy copy = Clone.copiesIn(started.folder().runs()).make(started.folder().state());
    try (Undo<RuntimeException> removing = Undo.unlessKept(copy::close)) {
      CloneServer standby =
          CloneServer.following(
              record,
              started.folder().origin(),
              new CloneServer.Place(copy, started.confinement()),
              started.clock(),
              server);
      try (Undo<RuntimeException> ending = Undo.unlessKept(standby::close)) {
        AttachedStandby attached =
            new AttachedStandby(
                standby,
                keeper(maintenanceDatabase()),
                standby.access().keeper(maintenanceDatabase()),
                started.clock());
        return removing.keep(ending.keep(attached));
      }
    }
  }

  /// The copy that it runs on: of which kind it is, where it lies.
  public ThinCopy copy() {
    return server.copy();
  }

  public ServerVersion version() {
    return server.server().installation().version();
  }

  public Isolation isolation() {
    return server.server().isolation().orElseThrow();
  }

  public Path dataDirectory() {
    return server.server().dataDirectory();
  }

  String maintenanceDatabase() {
    return server.server().maintenanceDatabase();
  }

  /// The databases that can be entered.
  public List<String> databases() {
    return server.access().databases();
  }

  /// Has the files of relations, of their partitions, indexes and TOAST tables be the copy's own.
  /// No statement which is measured then waits for the lab: see [ThinCopy#settle].
  ///
  /// @param relations by `pg_class.oid`
  public void settle(String database, List<Long> relations) {
    try (Session keeper = keeper(database)) {
      CloneFiles.settle(copy(), keeper, relations);
    }
  }

  /// Ballast's own superuser. No statement of such a session may name a relation that is not
  /// PostgreSQL's own: planning it would run code of the database.
  public Session keeper(String database) {
    return server.access().keeper(database);
  }

  /// The role that a database belongs to; empty where there is no such database.
  public Optional<String> owner(String database) {
    try (Session keeper = keeper(maintenanceDatabase())) {
      return keeper.first(
          "SELECT pg_catalog.pg_get_userbyid(datdba) AS owner FROM pg_catalog.pg_database"
              + " WHERE datname = ?",
          row -> row.text("owner"),
          database);
    }
  }

  /// Whether the clone has a role of that name, which can log in here.
  public boolean hasRole(String role) {
    try (Session keeper = keeper(maintenanceDatabase())) {
      return keeper.one(
          "SELECT EXISTS (SELECT FROM pg_catalog.pg_authid WHERE rolname = ?) AS there",
          row -> row.flag("there"),
          role);
    }
  }

  /// A session of a role of the source, as an application would have it. No role is a superuser.
  public Session as(String role, String database, SessionOptions options) {
    return Session.open(login(role, database), options);
  }

  /// How a role logs in.
  public ConnectionSettings login(String role, String database) {
    return server.access().login(role, database);
  }

  /// Waits until this thread is interrupted, which is no error, or until the server has ended by
  /// itself.
  ///
  /// Throws `clone-server-ended` in that case.
  public void awaitInterrupt() {
    while (!Thread.interrupted()) {
      if (!server.server().isAlive()) {
        throw Fault.of(LabError.CLONE_SERVER_ENDED, "the server of the copy has ended")
            .detail("end of its log:\n" + server.server().logTail().strip())
            .hint("Start another copy.");
      }
      started.clock().pause(LOOK_EVERY);
    }
  }

  /// Ends the server at once and removes the copy.
  @Override
  public void close() {
    try (lock) {
      server.close();
    }
  }
}
