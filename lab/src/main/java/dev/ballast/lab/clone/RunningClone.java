package dev.ballast.lab.clone;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Undo;
import dev.ballast.lab.LabError;
import dev.ballast.lab.thin.ThinCopy;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlError;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.Isolation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A copy of a clone that takes sessions. Sessions may be opened from any thread.
public final class RunningClone implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration END_GRACE = Duration.ofSeconds(10);

  /// What a server that ends does to who talks to it.
  private static final Set<ErrorCode> LOST =
      Set.of(
          PostgresError.CONNECTION_LOST,
          PostgresError.SERVER_UNREACHABLE,
          PostgresError.SERVER_SHUTTING_DOWN);

  /// `disk_full`.
  private static final String DISK_FULL = "53100";

  /// Where less is free, a server cannot write its log, and ends.
  private static final long LOG_SEGMENT = 16 << 20;

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

  /// Throws `clone-outgrew-budget` where the clone and this copy take more than the clone's budget
  /// by now.
  public void requireBudget() {
    if (record.budget().isEmpty()) {
      return;
    }
    long budget = record.budget().get();
    long taken = record.bytes() + copy().taken();
    if (taken > budget) {
      throw Fault.of(
              LabError.CLONE_OUTGREW_BUDGET,
              "the copy of clone %s has outgrown its disk budget".formatted(record.name()))
          .detail(
              "the clone and the copy take %s, the budget is %s: %s too much"
                  .formatted(
                      new ByteSize(taken), new ByteSize(budget), new ByteSize(taken - budget)))
          .hint("Create the clone with a larger --budget, or change less at a time.");
    }
  }

  /// Ends the sessions of everybody but Ballast's own next one, so that no statement runs on.
  public void endSessions() {
    try (Session keeper = keeper(maintenanceDatabase())) {
      keeper.query(
          """
          SELECT pg_catalog.pg_terminate_backend(pid) AS ended
            FROM pg_catalog.pg_stat_activity
           WHERE backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid()
          """,
          row -> row.flag("ended"));
    }
  }

  /// Why a statement or a session of the copy failed, where that was the lab: `lab-disk-full` where
  /// its file system is, `clone-server-ended` where the server ended by itself. Otherwise the fault
  /// as it is.
  public Fault explained(Fault fault) {
    boolean full =
        SqlError.of(fault).filter(error -> error.sqlState().equals(DISK_FULL)).isPresent();
    if (!full && !LOST.contains(fault.code())) {
      return fault;
    }
    // A server that gives up resets its connections a moment before it is gone.
    boolean ended = !full && server.server().endsWithin(END_GRACE);
    long free = started.folder().free();
    if (full || free < LOG_SEGMENT) {
      return Fault.of(LabError.LAB_DISK_FULL, "the disk of the lab is full")
          .detail("%s are free in %s".formatted(new ByteSize(free), started.folder().path()))
          .hint("Free space there, or name another folder with --lab.")
          .cause(fault);
    }
    return ended(
            ended
                ? "the server of the copy has ended"
                : "the server of the copy has crashed, or ended a session of Ballast")
        .cause(fault);
  }

  private Fault ended(String what) {
    return Fault.of(LabError.CLONE_SERVER_ENDED, what)
        .detail("end of its log:\n" + server.server().logTail().strip())
        .hint("Start another copy.");
  }

  /// Waits until this thread is interrupted, which is no error, or until the server has ended by
  /// itself.
  ///
  /// Throws `clone-server-ended` in that case, and `clone-outgrew-budget`.
  public void awaitInterrupt() {
    while (!Thread.interrupted()) {
      if (!server.server().isAlive()) {
        throw ended("the server of the copy has ended");
      }
      requireBudget();
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
