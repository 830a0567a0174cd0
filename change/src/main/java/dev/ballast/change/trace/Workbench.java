package dev.ballast.change.trace;

import dev.ballast.change.trace.scratch.ScratchLogin;
import dev.ballast.change.trace.scratch.ScratchServer;
import dev.ballast.change.trace.scratch.SuperuserElevation;
import dev.ballast.change.trace.scratch.SuperuserStatement;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlError;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The sessions on one scratch database: the subject runs the statements, the observer reads what
/// the subject holds, the prober tries what an application would. For one thread at a time.
final class Workbench implements AutoCloseable {
  /// Nobody but the subject holds locks for longer than a statement, so a lock that is waited for
  /// at all is held by the subject; waiting longer would prove nothing more.
  static final Duration PROBE_LOCK_TIMEOUT = Duration.ofMillis(10);

  private static final int COUNTS_IN_SHARED_MEMORY = 15;
  private static final Duration OLDEST_COUNTS = Duration.ofMillis(550);

  private final ScratchServer server;
  private final String database;
  private final TraceOptions options;
  private Session observer;
  private Session prober;
  private final SuperuserElevation elevation;
  private final boolean seesReads;
  private Session subject;
  private long pid;

  /// Whether the subject has been lent a power that it may not know to be taken back.
  private boolean lent;

  private Optional<String> ranAsSuperuser = Optional.empty();
  private Optional<String> obstacle = Optional.empty();
  private final RelationCatalog system;
  private final Clock clock;

  /// What the server said of a statement it refused.
  ///
  /// @param sqlState empty where the connection ended instead
  record Failure(String sqlState, String message, Optional<String> detail, OptionalInt position) {}

  private Workbench(
      ScratchServer server,
      String database,
      TraceOptions options,
      RelationCatalog system,
      Clock clock) {
    this.server = server;
    this.system = system;
    this.clock = clock;
    this.database = database;
    this.options = options;
    server.roles().renew();
    subject = openSubject();
    pid = pid(subject);
    observer = openObserver();
    prober = openProber("ballast prober");
    elevation = new SuperuserElevation(server);
    seesReads = server.countsReads();
  }

  /// @param system the server's own relations
  static Workbench open(
      ScratchServer server,
      String database,
      TraceOptions options,
      RelationCatalog system,
      Clock clock) {
    return new Workbench(server, database, options, system, clock);
  }

  private Session openSubject() {
    return open(ScratchLogin.OWNER, "ballast subject", SessionOptions.DEFAULT_LOCK_TIMEOUT);
  }

  private Session openObserver() {
    return open(ScratchLogin.OBSERVER, "ballast observer", SessionOptions.DEFAULT_LOCK_TIMEOUT);
  }

  /// One more session of an application.
  Session openProber(String name) {
    return open(ScratchLogin.PROBER, name, PROBE_LOCK_TIMEOUT);
  }

  private Session open(ScratchLogin login, String name, Duration lockTimeout) {
    return server.open(
        login,
        database,
        SessionOptions.onOwnServer(name)
            .withStatementTimeout(options.statementLimit())
            .withLockTimeout(lockTimeout));
  }

  /// Does something with the database that nobody may be connected to meanwhile. The sessions are
  /// new ones afterwards.
  void withoutSessions(Runnable work) {
    close();
    server.awaitNobodyIn(database);
    work.run();
    server.roles().renew();
    subject = openSubject();
    pid = pid(subject);
    observer = openObserver();
    prober = openProber("ballast prober");
    lent = false;
  }

  static long pid(Session session) {
    return session.number("SELECT pg_catalog.pg_backend_pid()");
  }

  Clock clock() {
    return clock;
  }

  Session prober() {
    return prober;
  }

  Session observer() {
    return observer;
  }

  /// The backends that the subject waits for.
  Set<Long> blockingPids() {
    return Set.copyOf(
        observer.query(
            "SELECT DISTINCT unnest(pg_catalog.pg_blocking_pids(?::int)) AS pid",
            row -> row.number("pid"),
            pid));
  }

  /// The relations as the subject sees them, in its transaction.
  RelationCatalog catalogue() {
    return RelationCatalog.read(subject);
  }

  /// The relations and all scans of them, where the subject has no transaction open.
  ///
  /// Since 15 the counts are in shared memory. Before, a collector writes them to a file, and
  /// readers take one that is half a second old (`PGSTAT_STAT_INTERVAL` in `pgstat.c`).
  RelationCatalog countedCatalogue() {
    if (observer.version().major() < COUNTS_IN_SHARED_MEMORY) {
      clock.pause(OLDEST_COUNTS);
    }
    return RelationCatalog.readCounted(subject);
  }

  RelationCatalog system() {
    return system;
  }

  /// What the subject holds now.
  LockView locks() {
    return LockView.of(pid, observer);
  }

  /// Runs a statement in the subject; empty where it went well.
  Optional<Failure> execute(String sql) {
    checkReturned();
    return fault(subject, sql).map(this::failure);
  }

  /// Runs a command of the trace's own in the subject. That it fails is a defect.
  void command(String sql) {
    subject.execute(sql);
  }

  /// Makes the subject a session that has just begun. Its time zone is said outright, since the
  /// driver asks for this machine's.
  void beginScript(String timeZone) {
    command("DISCARD ALL");
    command("SET TimeZone = " + new Literal(timeZone));
  }

  /// Runs a statement in the subject on another thread, so that it can be watched while it waits.
  /// Until the answer is there the subject is not to be used. The answer is what went wrong.
  CompletableFuture<Optional<Fault>> start(Step step) {
    Session running = subject;
    return CompletableFuture.supplyAsync(() -> fault(running, step), Thread::startVirtualThread);
  }

  /// Ends what [#start] began.
  void cancel() {
    subject.cancel();
  }

  /// Runs a statement of a script in the subject, as a superuser where it is one of those that may
  /// be; empty where it went well.
  Optional<Failure> run(Step step) {
    ranAsSuperuser = Optional.empty();
    obstacle = Optional.empty();
    if (step.rows().isPresent()) {
      checkReturned();
      return fault(subject, step).map(this::failure);
    }
    Optional<SuperuserStatement> reserved =
        step.statement()
            .flatMap(
                statement ->
                    SuperuserStatement.of(statement, server.version().major(), server.isShutOff()));
    return reserved.isPresent() ? asSuperuser(step.text(), reserved.get()) : execute(step.text());
  }

  /// Whether it can be seen what a statement reads in full.
  boolean seesReads() {
    return seesReads;
  }

  /// As what the last statement that was run was run as a superuser; empty where it was not.
  Optional<String> ranAsSuperuser() {
    return ranAsSuperuser;
  }

  /// Why the last statement that was run was not run as a superuser, though it is one of those.
  Optional<String> obstacle() {
    return obstacle;
  }

  /// What somebody may do about a failure, where the scratch server lacks something.
  Optional<String> remedy(Step step, Failure failure, MadeUpRoles roles) {
    return Remedy.of(step, failure, server.version().major(), roles.areKnown());
  }

  private Optional<Failure> asSuperuser(String sql, SuperuserStatement statement) {
    checkReturned();
    obstacle = elevation.obstacle(statement, subject, knownPids());
    if (obstacle.isPresent()) {
      return execute(sql);
    }
    lent = true;
    Optional<Optional<Fault>> ran = elevation.during(subject, () -> reserved(sql, statement));
    if (ran.isEmpty()) {
      obstacle = Optional.of("its transaction has changed the role that it runs as");
      return execute(sql);
    }
    ranAsSuperuser = Optional.of(statement.what());
    // Only now, since a new connection would be a superuser's.
    Optional<Failure> failure = ran.get().map(this::failure);
    checkReturned();
    return failure;
  }

  private Optional<Fault> reserved(String sql, SuperuserStatement statement) {
    Optional<Fault> fault = fault(subject, sql);
    return fault.isEmpty() && statement.makesFunctions()
        ? fault(subject, SqlResource.load(Workbench.class, "keep_functions", server.version()))
        : fault;
  }

  private List<Long> knownPids() {
    return List.of(pid, pid(observer), pid(prober));
  }

  private void checkReturned() {
    lent = lent && !elevation.isReturned(subject);
  }

  /// Gives roles that the statement made to the trace's own, so that these may look into what
  /// belongs to them, as a superuser may.
  void adoptRoles(Step step) {
    if (!step.mayMakeRoles()) {
      return;
    }
    List<String> names =
        subject.query(
            SqlResource.load(Workbench.class, "new_roles", server.version()),
            row -> row.text("name"));
    for (String name : names) {
      Identifier role = new Identifier(name);
      give(role + " TO " + ScratchLogin.OWNER.role());
      give(role + " TO " + ScratchLogin.PROBER.role());
      give(ScratchLogin.CREATORS + " TO " + role);
    }
  }

  /// One that is a member of the other already cannot be given, and need not be.
  private void give(String what) {
    String body =
        "BEGIN EXECUTE " + new Literal("GRANT " + what) + "; EXCEPTION WHEN OTHERS THEN NULL; END";
    command("DO " + new Literal(body));
  }

  private static Optional<Fault> fault(Session running, String sql) {
    return fault(() -> running.execute(sql));
  }

  private static Optional<Fault> fault(Session running, Step step) {
    return fault(() -> step.runIn(running));
  }

  private static Optional<Fault> fault(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (Fault e) {
      return Optional.of(e);
    }
  }

  /// What a fault of the subject means. Where it ended the connection, the subject gets a new one.
  Failure failure(Fault fault) {
    if (fault.code() == CommonError.INTERRUPTED) {
      throw fault;
    }
    Optional<SqlError> said = SqlError.of(fault);
    if (said.isEmpty() || said.get().sqlState().startsWith("57P")) {
      reconnect();
    }
    return said.map(e -> new Failure(e.sqlState(), e.message(), e.detail(), e.position()))
        .orElseGet(() -> new Failure("", fault.getMessage(), fault.detail(), OptionalInt.empty()));
  }

  private void reconnect() {
    subject.close();
    server.terminate(pid);
    server.roles().renew();
    subject = openSubject();
    pid = pid(subject);
    lent = false;
  }

  @Override
  public void close() {
    subject.close();
    observer.close();
    prober.close();
  }
}
