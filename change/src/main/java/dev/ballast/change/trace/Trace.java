package dev.ballast.change.trace;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.ChangeError;
import dev.ballast.change.source.MigrationScript;
import dev.ballast.change.trace.Workbench.Failure;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.sql.Identifier;
import dev.ballast.postgres.sql.script.Script;
import dev.ballast.postgres.sql.script.ScriptSplitter;
import dev.ballast.postgres.sql.script.SourceText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A scratch server on which migrations are run to see what PostgreSQL does with them. For one
/// thread at a time.
///
/// Load the schema the migrations start from, [#mark()] it, then [#run] scripts in their order; one
/// sees what the former did. [#reset()] goes back to the mark in some tens of milliseconds.
///
/// Scripts run as superuser on a server of this machine, which ends with [#close()]. Statements
/// that
/// would reach another server or start a program are not run; what a function does is not looked
/// into beforehand.
public final class Trace implements AutoCloseable {
  private static final String RUN = "trace_run";
  private static final String MARK = "trace_mark";

  /// Until a target tells another.
  private static final String DEFAULT_TIME_ZONE = "UTC";

  private static final Duration POLL = Duration.ofMillis(1);
  private static final Duration DISCONNECT_LIMIT = Duration.ofSeconds(1);

  private final Clock clock = Clock.system();
  private final TemporaryCluster cluster;
  private final TraceOptions options;
  private final Session admin;
  private final Catalogue system;
  private final Belongings belongings;
  private @Nullable Workbench bench;
  private MadeUpRows rows;
  private @Nullable MadeUpRows markedRows;
  private String timeZone = DEFAULT_TIME_ZONE;
  private String markedTimeZone = DEFAULT_TIME_ZONE;

  private Trace(TemporaryCluster cluster, TraceOptions options) {
    this.cluster = cluster;
    this.options = options;
    this.admin = cluster.session();
    this.system = Catalogue.ofSystem(admin);
    this.belongings = Belongings.of(admin);
    this.rows = new MadeUpRows(options.rows());
    admin.execute("CREATE DATABASE " + RUN + " TEMPLATE template0");
  }

  /// A server of this major, with [TraceOptions#DEFAULT].
  public static Trace on(int major) {
    return on(major, TraceOptions.DEFAULT);
  }

  /// A server of this major: the machine's own where there is one, since it has the extensions that
  /// were installed for it.
  ///
  /// Throws `server-not-installed` or `server-start-failed` where there is none that runs.
  public static Trace on(int major, TraceOptions options) {
    requireNonNull(options, "options is null");
    TemporaryCluster cluster =
        TemporaryCluster.of(Installations.ofThisMachine().require(major))
            .checksums(false)
            // Nothing else may read, write or lock while a statement is looked at.
            .setting("autovacuum", "off")
            .setting("checkpoint_timeout", "1d")
            .setting("max_wal_size", "16GB")
            .setting("full_page_writes", "off")
            .setting("synchronous_commit", "off")
            // A worker's reads and locks are not those of the session that is looked at.
            .setting("max_parallel_workers_per_gather", "0")
            .setting("max_parallel_maintenance_workers", "0")
            .setting("max_locks_per_transaction", "1024")
            .setting("wal_level", "logical")
            .setting("jit", "off")
            .start();
    boolean opened = false;
    try {
      Trace trace = new Trace(cluster, options);
      opened = true;
      return trace;
    } finally {
      if (!opened) {
        cluster.close();
      }
    }
  }

  public ServerVersion version() {
    return admin.version();
  }

  /// Runs a script as psql would, each statement by itself, without looking at what it does: a
  /// schema, as `pg_dump --schema-only` writes it, or migrations that were applied long ago. An
  /// error does not end it, but is told.
  public LoadReport load(Script script) {
    requireNonNull(script, "script is null");
    long start = clock.nanoTime();
    Workbench bench = bench();
    bench.beginScript(timeZone);
    List<LoadProblem> problems = new ArrayList<>();
    List<Step> steps = Step.of(script);
    for (Step step : steps) {
      if (step.refusal().isPresent()) {
        if (!step.isGuardOfDump()) {
          problems.add(LoadProblem.notRun(step));
        }
        continue;
      }
      Optional<Failure> failure =
          step.rows().isPresent()
              ? bench.copy(step.text(), step.rows().get())
              : bench.execute(step.text());
      failure.ifPresent(f -> problems.add(LoadProblem.of(step, f)));
    }
    if (bench.locks().inTransaction()) {
      bench.command("ROLLBACK");
    }
    return new LoadReport(steps.size(), problems, clock.since(start));
  }

  /// As [#load(Script)], of a text.
  public LoadReport load(String sql) {
    return load(ScriptSplitter.split(SourceText.of(sql)));
  }

  /// Loads the schema of a target: the roles it names, its settings, its definitions.
  public LoadReport load(SchemaDump dump) {
    requireNonNull(dump, "dump is null");
    for (String role : dump.roles()) {
      if (admin
          .first(
              "SELECT 1 AS found FROM pg_catalog.pg_roles WHERE rolname = ?",
              row -> row.number("found"),
              role)
          .isEmpty()) {
        admin.execute("CREATE ROLE " + new Identifier(role) + " NOLOGIN");
      }
    }
    timeZone = dump.timeZone().orElse(DEFAULT_TIME_ZONE);
    LoadReport report = load(dump.script());
    return dump.timeZone().isPresent()
        ? report
        : report.with(
            new LoadProblem(
                0,
                "TimeZone",
                "",
                "this role may not read the target's; " + DEFAULT_TIME_ZONE + " is taken"));
  }

  /// Runs a script in its transactions and tells what each statement did. It stops at the first
  /// error; what it committed before stays.
  ///
  /// Throws `trace-server-lost` where the server does not outlive it.
  public ScriptTrace run(MigrationScript script) {
    requireNonNull(script, "script is null");
    try {
      Workbench bench = bench();
      rows.fill(bench);
      return new ScriptRun(bench, script, options, rows).run(timeZone);
    } catch (Fault e) {
      throw lost(e) ? serverLost(script.file(), e) : e;
    }
  }

  /// Whether one of the sessions found no server any more. Those that only the traced statement
  /// ended are opened again and never get here.
  private static boolean lost(Fault fault) {
    return fault.code() == PostgresError.CONNECTION_LOST
        || fault.code() == PostgresError.SERVER_UNREACHABLE
        || fault.code() == PostgresError.SERVER_SHUTTING_DOWN;
  }

  private static Fault serverLost(String file, Fault fault) {
    return Fault.of(ChangeError.TRACE_SERVER_LOST, "the scratch server ended during " + file)
        .detail(fault.getMessage())
        .hint("A statement of that file crashed it; run its statements one by one to see which.")
        .cause(fault);
  }

  /// Remembers the present state for [#reset()].
  public void mark() {
    closeBench();
    admin.execute("DROP DATABASE IF EXISTS " + MARK);
    admin.execute("CREATE DATABASE " + MARK + " TEMPLATE " + RUN);
    belongings.keep(admin);
    markedRows = rows.copy();
    markedTimeZone = timeZone;
  }

  /// Goes back to the state of the last [#mark()], or to an empty database where there was none.
  /// Roles, databases and server settings that came since then go too.
  public void reset() {
    closeBench();
    admin.execute("DROP DATABASE IF EXISTS " + RUN);
    belongings.dropOthers(admin, Set.of(RUN, MARK));
    MadeUpRows marked = markedRows;
    admin.execute(
        "CREATE DATABASE "
            + new Identifier(RUN)
            + " TEMPLATE "
            + (marked == null ? "template0" : MARK));
    rows = marked == null ? new MadeUpRows(options.rows()) : marked.copy();
    timeZone = marked == null ? DEFAULT_TIME_ZONE : markedTimeZone;
  }

  /// Forgets the mark and goes back to an empty database.
  public void clear() {
    markedRows = null;
    closeBench();
    admin.execute("DROP DATABASE IF EXISTS " + MARK);
    belongings.forget();
    reset();
  }

  private Workbench bench() {
    Workbench open = bench;
    if (open == null) {
      open = Workbench.open(cluster, RUN, options, system);
      bench = open;
    }
    return open;
  }

  /// Closes the sessions and waits until the server has noticed: a database that somebody is
  /// connected to is looked at again only after 100 ms (`CountOtherDBBackends` in `procarray.c`).
  private void closeBench() {
    Workbench open = bench;
    if (open == null) {
      return;
    }
    open.close();
    bench = null;
    long start = clock.nanoTime();
    while (admin.number("SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE datname = ?", RUN)
            > 0
        && clock.since(start).compareTo(DISCONNECT_LIMIT) < 0) {
      clock.pause(POLL);
    }
  }

  @Override
  public void close() {
    Workbench open = bench;
    if (open != null) {
      open.close();
    }
    admin.close();
    cluster.close();
  }
}
