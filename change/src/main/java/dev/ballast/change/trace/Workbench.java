package dev.ballast.change.trace;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlError;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.sql.Literal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

  private final Clock clock = Clock.system();
  private final TemporaryCluster cluster;
  private final String database;
  private final TraceOptions options;
  private final Session observer;
  private final Session prober;
  private Session subject;
  private long pid;
  private final Catalogue system;

  /// What the server said of a statement it refused.
  ///
  /// @param sqlState empty where the connection ended instead
  record Failure(String sqlState, String message, Optional<String> detail, OptionalInt position) {}

  private Workbench(
      TemporaryCluster cluster, String database, TraceOptions options, Catalogue system) {
    this.cluster = cluster;
    this.system = system;
    this.database = database;
    this.options = options;
    subject = open("ballast subject", SessionOptions.DEFAULT_LOCK_TIMEOUT);
    pid = pid(subject);
    observer = open("ballast observer", SessionOptions.DEFAULT_LOCK_TIMEOUT);
    prober = open("ballast prober", PROBE_LOCK_TIMEOUT);
    // No trigger of the application may run for an attempt that changes nothing.
    prober.execute("SET session_replication_role = replica");
    // Only the subject's reads are to be counted.
    prober.execute("SET track_counts = off");
    observer.execute("SET track_counts = off");
  }

  /// @param system the server's own relations
  static Workbench open(
      TemporaryCluster cluster, String database, TraceOptions options, Catalogue system) {
    return new Workbench(cluster, database, options, system);
  }

  /// One more session on this database.
  Session open(String name, Duration lockTimeout) {
    ConnectionSettings settings = cluster.settings(database);
    return Session.open(
        settings,
        SessionOptions.of(name)
            .withStatementTimeout(options.statementLimit())
            .withLockTimeout(lockTimeout));
  }

  private static long pid(Session session) {
    return session.number("SELECT pg_catalog.pg_backend_pid()");
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
  Catalogue catalogue() {
    return Catalogue.read(subject);
  }

  /// The relations and all scans of them, where the subject has no transaction open.
  ///
  /// Since 15 the counts are in shared memory. Before, a collector writes them to a file, and
  /// readers take one that is half a second old (`PGSTAT_STAT_INTERVAL` in `pgstat.c`).
  Catalogue countedCatalogue() {
    if (observer.version().major() < COUNTS_IN_SHARED_MEMORY) {
      clock.pause(OLDEST_COUNTS);
    }
    return Catalogue.readCounted(subject);
  }

  Catalogue system() {
    return system;
  }

  /// What the subject holds now.
  LockView locks() {
    return LockView.of(pid, observer);
  }

  /// Runs a statement in the subject; empty where it went well.
  Optional<Failure> execute(String sql) {
    return attempt(sql, Optional.empty());
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
  CompletableFuture<Optional<Fault>> start(String sql) {
    Session running = subject;
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            running.execute(sql);
            return Optional.empty();
          } catch (Fault e) {
            return Optional.of(e);
          }
        },
        Thread::startVirtualThread);
  }

  /// Ends what [#start] began.
  void cancel() {
    subject.cancel();
  }

  /// Runs `COPY ... FROM STDIN` in the subject with these rows.
  Optional<Failure> copy(String sql, String rows) {
    return attempt(sql, Optional.of(rows));
  }

  private Optional<Failure> attempt(String sql, Optional<String> rows) {
    try {
      if (rows.isPresent()) {
        subject.copyIn(sql, new ByteArrayInputStream(rows.get().getBytes(StandardCharsets.UTF_8)));
      } else {
        subject.execute(sql);
      }
      return Optional.empty();
    } catch (Fault e) {
      return Optional.of(failure(e));
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
    observer.execute(
        "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity"
            + " WHERE pid = ?",
        pid);
    subject = open("ballast subject", SessionOptions.DEFAULT_LOCK_TIMEOUT);
    pid = pid(subject);
  }

  @Override
  public void close() {
    subject.close();
    observer.close();
    prober.close();
  }
}
