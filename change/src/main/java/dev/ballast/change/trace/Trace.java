package dev.ballast.change.trace;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.ChangeError;
import dev.ballast.change.trace.scratch.ScratchServer;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.schema.SchemaDump;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.server.Isolation;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A scratch server on which migrations are run to see what PostgreSQL does with them. For one
/// thread at a time.
///
/// Load the schema the migrations start from, [#mark()] it, then [#run] scripts in their order; one
/// sees what the former did. [#reset()] goes back to the mark in tens of milliseconds.
///
/// Scripts are code of others. They run as a role that is not a superuser, on a server of this
/// machine that is shut off as far as its [#isolation()] says and ends with [#close()]. Statements
/// that would reach another server, a file or a program are not run; what a function does is not
/// looked into beforehand, but PostgreSQL refuses it.
public final class Trace implements AutoCloseable {
  private static final String RUN = "trace_run";
  private static final String MARK = "trace_mark";

  /// The trace's own.
  static final Set<String> DATABASES = Set.of(RUN, MARK);

  /// Used until a target reports another.
  private static final String DEFAULT_TIME_ZONE = "UTC";

  private final ScratchServer server;
  private final TraceOptions options;
  private final Clock clock;
  private final RelationCatalog system;
  private final SharedObjects sharedObjects;
  private @Nullable Workbench bench;
  private MadeUp madeUp;
  private @Nullable MadeUp markedMadeUp;
  private String timeZone = DEFAULT_TIME_ZONE;
  private String markedTimeZone = DEFAULT_TIME_ZONE;

  private Trace(ScratchServer server, TraceOptions options, Clock clock) {
    this.server = server;
    this.options = options;
    this.clock = clock;
    this.system = RelationCatalog.ofSystem(server.root());
    this.sharedObjects = SharedObjects.of(server.root());
    this.madeUp = MadeUp.none(server, options, new PastRuns(server, sharedObjects, RUN));
    server.createDatabase(RUN, Optional.empty());
  }

  /// A server of this major: the machine's own where there is one, since it has the extensions that
  /// were installed for it.
  ///
  /// Throws `isolation-missing` where [TraceOptions#confinement()] requires a sandbox that this
  /// machine does not have, and `server-not-installed` or `server-start-failed` where there is no
  /// server that runs.
  public static Trace on(int major, TraceOptions options, Clock clock) {
    requireNonNull(options, "options is null");
    requireNonNull(clock, "clock is null");
    ScratchServer server = ScratchServer.start(major, options.confinement(), clock);
    boolean opened = false;
    try {
      Trace trace = new Trace(server, options, clock);
      opened = true;
      return trace;
    } finally {
      if (!opened) {
        server.close();
      }
    }
  }

  public ServerVersion version() {
    return server.version();
  }

  ScratchServer server() {
    return server;
  }

  /// Roles that scripts name and nothing made, which were made up for them without any attribute.
  public List<String> madeUpRoles() {
    return madeUp.roles().names();
  }

  /// What stands between the scripts and this machine.
  public Isolation isolation() {
    return server.isolation();
  }

  /// Runs a script as psql would, each statement by itself, without looking at what it does: a
  /// schema, as `pg_dump --schema-only` writes it, or migrations that were applied long ago. An
  /// error does not end it, but is reported.
  public LoadReport load(Script script) {
    requireNonNull(script, "script is null");
    long start = clock.nanoTime();
    Workbench bench = bench();
    bench.beginScript(timeZone);
    List<Step> steps = Step.of(script);
    List<LoadProblem> problems = new SchemaLoad(bench, steps, madeUp.roles()).run();
    madeUp.past().loaded(steps, timeZone);
    return new LoadReport(steps.size(), problems, clock.since(start));
  }

  /// As [#load(Script)], of a text.
  public LoadReport load(String sql) {
    return load(ScriptSplitter.split(SourceText.of(sql)));
  }

  /// Loads the schema of a target: the roles it names, its settings, its definitions.
  public LoadReport load(SchemaDump dump) {
    requireNonNull(dump, "dump is null");
    madeUp.roles().know(dump.roles());
    timeZone = dump.timeZone().orElse(DEFAULT_TIME_ZONE);
    return load(dump.script());
  }

  /// Runs a script in its transactions and reports what each statement did. It stops at the first
  /// error; what it committed before stays.
  ///
  /// Throws `trace-server-lost` where the server does not outlive it.
  public ScriptTrace run(MigrationScript script) {
    requireNonNull(script, "script is null");
    try {
      Workbench bench = bench();
      madeUp.rows().fill(bench);
      return new ScriptRun(bench, script, options, madeUp).run(timeZone);
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
    server.dropDatabase(MARK);
    server.createDatabase(MARK, Optional.of(RUN));
    sharedObjects.keep(server.root());
    madeUp.past().marked(MARK, madeUp.rows().areThere());
    markedMadeUp = madeUp.copy();
    markedTimeZone = timeZone;
  }

  /// Goes back to the state of the last [#mark()], or to an empty database where there was none.
  /// Roles, databases and server settings that came since then go too.
  public void reset() {
    closeBench();
    server.dropDatabase(RUN);
    sharedObjects.dropOthers(server.root(), DATABASES);
    MadeUp marked = markedMadeUp;
    server.createDatabase(RUN, marked == null ? Optional.empty() : Optional.of(MARK));
    madeUp =
        marked == null
            ? MadeUp.none(server, options, new PastRuns(server, sharedObjects, RUN))
            : marked.copy();
    timeZone = marked == null ? DEFAULT_TIME_ZONE : markedTimeZone;
  }

  /// Forgets the mark and goes back to an empty database.
  public void clear() {
    markedMadeUp = null;
    closeBench();
    server.dropDatabase(MARK);
    sharedObjects.forget();
    reset();
  }

  private Workbench bench() {
    Workbench open = bench;
    if (open == null) {
      open = Workbench.open(server, RUN, options, system, clock);
      bench = open;
    }
    return open;
  }

  private void closeBench() {
    Workbench open = bench;
    if (open != null) {
      open.close();
      bench = null;
      server.awaitNobodyIn(RUN);
    }
  }

  @Override
  public void close() {
    Workbench open = bench;
    if (open != null && server.isRunning()) {
      open.close();
    }
    server.close();
  }
}
