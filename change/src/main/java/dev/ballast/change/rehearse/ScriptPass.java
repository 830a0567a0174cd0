package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.course.CourseClock;
import dev.ballast.change.course.CourseRecorder;
import dev.ballast.change.course.LockHeld;
import dev.ballast.change.course.ScriptCourse;
import dev.ballast.change.course.StatementRun;
import dev.ballast.change.rehearse.LockWatch.Released;
import dev.ballast.change.rehearse.RehearsedScript.Direction;
import dev.ballast.change.trace.Step;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.clone.RunningClone;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlError;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.IndexStatement;
import dev.ballast.sql.tree.ObjectStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Runs scripts on a running clone as their tool would, and measures each statement. For one
/// thread.
final class ScriptPass implements AutoCloseable {
  /// `active_sql_transaction`: the statement commits by itself and refuses a transaction block.
  private static final String NO_BLOCK_ALLOWED = "25001";

  /// `invalid_transaction_termination`: COMMIT in a procedure that was called in a block.
  private static final String COMMITS_BY_ITSELF = "2D000";

  /// `insufficient_privilege`.
  private static final String NOT_PERMITTED = "42501";

  private static final int COUNTS_CAN_BE_FLUSHED = 15;

  private final Session subject;
  private final Session keeper;
  private final LockWatch watch;
  private final Options options;
  private final Clock clock;
  private final List<RehearsedStatement> done = new ArrayList<>();
  private final List<Released> released = new ArrayList<>();
  private final Set<Integer> concurrent = new HashSet<>();
  private Optional<String> stopped = Optional.empty();

  private final List<StatementRun> ran = new ArrayList<>();
  private Consumer<String> afterEach = _ -> {};
  private Optional<CourseRecorder> recorder = Optional.empty();
  private Runnable whileOpen = () -> {};

  /// Whether a transaction of the tool, or of the script, is open.
  private boolean open;

  /// How a pass runs.
  ///
  /// @param role whom the statements run as
  /// @param statementLimit bound on one statement, and on a wait for a lock where the script sets
  ///     none
  /// @param files whether to look at the files of relations around each statement, which keeps
  ///     locks a little longer
  /// @param standby whether a standby follows
  record Options(
      String database, String role, Duration statementLimit, boolean files, boolean standby) {
    Options {
      requireNonNull(database, "database is null");
      requireNonNull(role, "role is null");
      requireNonNull(statementLimit, "statementLimit is null");
    }

    Options withoutFiles() {
      return new Options(database, role, statementLimit, false, false);
    }
  }

  private ScriptPass(
      Session subject, Session keeper, LockWatch watch, Options options, Clock clock) {
    this.subject = subject;
    this.keeper = keeper;
    this.watch = watch;
    this.options = options;
    this.clock = clock;
  }

  static ScriptPass on(RunningClone clone, Options options, Clock clock) {
    Session subject =
        clone.as(
            options.role(),
            options.database(),
            SessionOptions.onOwnServer("ballast rehearsal")
                .withStatementTimeout(options.statementLimit())
                .withLockTimeout(options.statementLimit()));
    Session keeper = clone.keeper(options.database());
    LockWatch watch = LockWatch.start(clone.keeper(options.database()), subject.backend(), clock);
    return new ScriptPass(subject, keeper, watch, options, clock);
  }

  /// Has something done each time that a statement, or a script in one transaction, was committed.
  ///
  /// @param work gets the name of what was
  void afterEach(Consumer<String> work) {
    afterEach = work;
  }

  /// Has the course of each script recorded.
  void into(CourseRecorder course) {
    recorder = Optional.of(course);
  }

  /// Has something done each time that a statement is done and its transaction is still open.
  void whileOpen(Runnable work) {
    whileOpen = work;
  }

  /// Runs a script to its end, or to the first statement that fails; what is open then is rolled
  /// back.
  RehearsedScript run(MigrationScript script, Direction direction) {
    done.clear();
    released.clear();
    ran.clear();
    concurrent.clear();
    stopped = Optional.empty();
    boolean wrapped = script.transaction() != TransactionMode.PER_STATEMENT;
    RelationFiles before = RelationFiles.read(keeper);
    subject.execute("DISCARD ALL");
    watch.waitedForScript();
    watch.waitsForScript();
    long began = clock.nanoTime();
    List<Step> steps = Step.of(script.script());
    if (wrapped) {
      subject.execute("BEGIN");
      open = true;
    }
    for (Step step : steps) {
      if (stopped.isEmpty()) {
        statement(step);
        if (!open && stopped.isEmpty()) {
          afterEach.accept("statement %d of %s".formatted(step.number(), script.file()));
        }
      } else {
        done.add(statement(step, new Outcome.NotRun(stopped.get()), Duration.ZERO, 0));
      }
    }
    boolean wasOpen = open;
    end(wrapped);
    long ended = clock.nanoTime();
    Duration took = Duration.ofNanos(ended - began);
    watch.requireSound();
    recorder.ifPresent(course -> record(course, script.file(), direction, before, began, ended));
    if (wasOpen && stopped.isEmpty()) {
      afterEach.accept(script.file());
    }
    Blocking blocking = watch.waitedForScript();
    return new RehearsedScript(
        script.file(), direction, withLocks(before), took, blocking, stopped);
  }

  private void end(boolean wrapped) {
    if (stopped.isPresent()) {
      rollBack();
    } else if (open && !wrapped) {
      rollBack();
      stopped = Optional.of("the script ends in a transaction that it began and did not end");
    } else if (open) {
      Optional<Outcome.Failed> failed = attempt(() -> subject.execute("COMMIT"));
      failed.ifPresent(f -> stopped = Optional.of("the COMMIT failed: " + f.message()));
    }
    open = false;
    released.addAll(watch.released());
  }

  private void statement(Step step) {
    RelationFiles before = options.files() ? RelationFiles.read(subject) : null;
    Lsn from = position();
    if (isConcurrent(step)) {
      concurrent.add(step.number());
    }
    watch.begin(step.number());
    watch.waitedForStatement();
    long began = clock.nanoTime();
    Optional<Outcome.Failed> failure =
        open || step.beginsTransaction() ? inBlock(step) : alone(step);
    long ended = clock.nanoTime();
    Duration took = Duration.ofNanos(ended - began);
    Outcome outcome = failure.<Outcome>map(f -> f).orElseGet(Outcome.Done::new);
    RehearsedStatement measured = statement(step, outcome, took, position().minus(from));
    recorder.ifPresent(course -> ran.add(ran(course.clock(), measured, began, ended)));
    List<FileChange> files =
        before == null || failure.isPresent()
            ? List.of()
            : before.changesUntil(RelationFiles.read(subject));
    done.add(
        new RehearsedStatement(
            measured.number(),
            measured.line(),
            measured.text(),
            outcome,
            took,
            List.of(),
            files,
            measured.wal(),
            watch.waitedForStatement()));
    failure.ifPresent(
        f ->
            stopped =
                Optional.of(
                    "statement %d failed: %s%s"
                        .formatted(step.number(), f.message(), explanation(step, f))));
  }

  /// In a transaction of its own, which is held open for one look at its locks, where the statement
  /// takes one.
  private Optional<Outcome.Failed> alone(Step step) {
    subject.execute("BEGIN");
    Optional<Outcome.Failed> failure = attempt(() -> step.runIn(subject));
    if (failure.isEmpty()) {
      watch.look();
      whileOpen.run();
      failure = attempt(() -> subject.execute("COMMIT"));
    } else {
      rollBack();
      String state = failure.get().sqlState();
      if (state.equals(NO_BLOCK_ALLOWED) || state.equals(COMMITS_BY_ITSELF)) {
        failure = attempt(() -> step.runIn(subject));
      }
    }
    released.addAll(watch.released());
    return failure;
  }

  /// In the transaction that is open, or as its beginning or end.
  private Optional<Outcome.Failed> inBlock(Step step) {
    Optional<Outcome.Failed> failure = attempt(() -> step.runIn(subject));
    if (failure.isEmpty()) {
      watch.look();
      whileOpen.run();
    }
    if (step.endsTransaction()) {
      released.addAll(watch.released());
      open = false;
    } else if (step.beginsTransaction() && failure.isEmpty()) {
      open = true;
    }
    return failure;
  }

  private Optional<Outcome.Failed> attempt(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      Optional<SqlError> error = SqlError.of(fault);
      if (error.isEmpty() && !subject.hasEnded()) {
        throw fault;
      }
      return Optional.of(
          error
              .map(e -> new Outcome.Failed(e.sqlState(), e.message(), e.detail(), Optional.empty()))
              .orElseGet(
                  () ->
                      new Outcome.Failed(
                          "", fault.getMessage(), fault.detail(), Optional.empty())));
    }
  }

  /// A statement may have ended its own session, which rolls back as well.
  private void rollBack() {
    if (subject.hasEnded()) {
      return;
    }
    try {
      subject.execute("ROLLBACK");
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      if (!subject.hasEnded()) {
        throw fault;
      }
    }
  }

  private String explanation(Step step, Outcome.Failed failed) {
    return failed.sqlState().equals(NOT_PERMITTED)
        ? " (" + MissingPower.reason(step.statement(), keeper.version().major()) + ")"
        : "";
  }

  private static boolean isConcurrent(Step step) {
    return step.statement()
        .filter(
            statement ->
                (statement instanceof ObjectStatement.Drop drop && drop.concurrently())
                    || (statement instanceof IndexStatement.Reindex reindex
                        && reindex.concurrently()))
        .isPresent();
  }

  private Lsn position() {
    return keeper.one("SELECT pg_catalog.pg_current_wal_insert_lsn() AS l", row -> row.lsn("l"));
  }

  private static RehearsedStatement statement(Step step, Outcome outcome, Duration took, long wal) {
    return new RehearsedStatement(
        step.number(),
        step.start().line(),
        SqlText.of(step.text()).withoutPasswords(),
        outcome,
        took,
        List.of(),
        List.of(),
        wal,
        Blocking.NONE);
  }

  private static StatementRun ran(
      CourseClock course, RehearsedStatement statement, long began, long ended) {
    return new StatementRun(
        statement.number(),
        statement.line(),
        statement.excerpt(),
        course.at(began),
        course.at(ended),
        !statement.outcome().isDone());
  }

  private void record(
      CourseRecorder course,
      String file,
      Direction direction,
      RelationFiles before,
      long began,
      long ended) {
    CourseClock times = course.clock();
    List<LockHeld> locks = new ArrayList<>();
    for (Released lock : reachable(before)) {
      before
          .name(lock.relation())
          .map(
              name ->
                  new LockHeld(
                      name,
                      lock.mode(),
                      lock.statement(),
                      times.at(lock.from()),
                      times.at(lock.to())))
          .ifPresent(locks::add);
    }
    WaitsByLock waits = new WaitsByLock(times);
    for (LockWatch.Waited wait : watch.waitsForScript()) {
      before.name(wait.relation()).ifPresent(name -> waits.add(name, wait));
    }
    course.ran(
        new ScriptCourse(
            file, direction.way(), times.at(began), times.at(ended), ran, locks, waits.all()));
  }

  /// Without those that nobody collides with: nobody plans with an index that is built or dropped
  /// concurrently by the time that it is locked so strongly.
  private List<Released> reachable(RelationFiles before) {
    return released.stream()
        .filter(lock -> !(concurrent.contains(lock.statement()) && before.isIndex(lock.relation())))
        .toList();
  }

  /// A relation has the name that it had before; one that is new is nobody else's.
  private List<RehearsedStatement> withLocks(RelationFiles before) {
    Map<Integer, Map<String, LockHold>> locks = new LinkedHashMap<>();
    for (Released lock : reachable(before)) {
      before
          .name(lock.relation())
          .ifPresent(
              name ->
                  locks
                      .computeIfAbsent(lock.statement(), _ -> new LinkedHashMap<>())
                      .merge(
                          name + lock.mode(),
                          new LockHold(name, lock.mode(), lock.held()),
                          (a, b) -> a.held().compareTo(b.held()) > 0 ? a : b));
    }
    return done.stream()
        .map(
            statement ->
                statement.holding(
                    locks.getOrDefault(statement.number(), Map.of()).values().stream()
                        .sorted(
                            (a, b) ->
                                a.mode() == b.mode()
                                    ? a.relation().compareTo(b.relation())
                                    : b.mode().compareTo(a.mode()))
                        .toList()))
        .toList();
  }

  /// Hands over what the session has counted: otherwise it does when its process ends, a moment
  /// after the session is closed. Before 15 there is no other way.
  private void flushCounts() {
    if (!subject.hasEnded() && subject.version().major() >= COUNTS_CAN_BE_FLUSHED) {
      attempt(() -> subject.execute("SELECT pg_catalog.pg_stat_force_next_flush()"));
    }
  }

  @Override
  public void close() {
    watch.close();
    keeper.close();
    flushCounts();
    subject.close();
  }
}
