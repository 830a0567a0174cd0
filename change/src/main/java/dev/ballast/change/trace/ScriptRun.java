package dev.ballast.change.trace;

import dev.ballast.change.trace.TransactionalRun.Refused;
import dev.ballast.change.trace.TransactionalRun.Result;
import dev.ballast.change.trace.TransactionalRun.Seen;
import dev.ballast.change.trace.Workbench.Failure;
import dev.ballast.change.trace.seen.EmptyTable;
import dev.ballast.change.trace.seen.ObservedRelation;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.change.trace.seen.StatementTrace;
import dev.ballast.change.trace.seen.StatementTrace.Observed;
import dev.ballast.change.trace.seen.TransactionTrace;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.sql.tree.DatabaseStatement.AlterSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One script on its way through the scratch server, in the transactions its tool would open. For
/// one thread at a time, and for one run.
final class ScriptRun {
  /// `active_sql_transaction`: the statement commits by itself and refuses a transaction block.
  private static final String NO_BLOCK_ALLOWED = "25001";

  /// `invalid_transaction_termination`: COMMIT in a procedure that was called in a block.
  private static final String COMMITS_BY_ITSELF = "2D000";

  private final Workbench bench;
  private final MigrationScript script;
  private final List<Step> steps;
  private final TransactionalRun transactional;
  private final NonTransactionalRun nonTransactional;
  private final MadeUpRows rows;
  private final MadeUpRoles roles;
  private final PastRuns past;
  private final boolean wrapped;
  private final List<StatementTrace> statements = new ArrayList<>();
  private final List<TransactionTrace> transactions = new ArrayList<>();
  private Optional<Suspicion> suspicion = Optional.empty();
  private final List<String> notes = new ArrayList<>();
  private final Map<Integer, String> leftOut = new HashMap<>();
  private @Nullable OpenTransaction open;
  private Optional<String> stopped = Optional.empty();
  private String timeZone = "";

  /// Whether the transaction that the tool opens was committed.
  private boolean committed;

  private Sequences standing = Sequences.NONE;

  /// The number of the statement ahead of which the sequences stood there; 0 for none.
  private int standingBefore;

  ScriptRun(Workbench bench, MigrationScript script, TraceOptions options, MadeUp madeUp) {
    this.bench = bench;
    this.script = script;
    this.steps = Step.of(script.script());
    this.transactional = new TransactionalRun(bench, options.probes());
    this.nonTransactional = new NonTransactionalRun(bench, options);
    this.rows = madeUp.rows();
    this.roles = madeUp.roles();
    this.past = madeUp.past();
    this.wrapped = isWrapped();
  }

  /// @param timeZone what the session begins with
  ScriptTrace run(String timeZone) {
    this.timeZone = timeZone;
    bench.beginScript(timeZone);
    List<EmptyTable> empty = rows.empty();
    int next = 1;
    do {
      if (wrapped && next == 1) {
        begin(1);
      }
      next = runFrom(next).or(this::finish).orElse(steps.size() + 1);
    } while (next <= steps.size());
    past.ran(doneBefore(steps.size() + 1, committed));
    return new ScriptTrace(
        script.file(), script.transaction(), statements, transactions, empty, notes);
  }

  /// That made-up rows were the reason of a failure.
  private record Suspicion(int statement, String sqlState, String note) {
    /// It fails in the same way without these rows.
    boolean isWrong(Step step, Failure failure) {
      return step.number() == statement && failure.sqlState().equals(sqlState);
    }
  }

  /// The statements ahead of number `end` that are done.
  private PastRuns.Script doneBefore(int end, boolean kept) {
    List<Step> done =
        statements.stream()
            .filter(statement -> statement.number() < end && statement.outcome().isDone())
            .map(statement -> steps.get(statement.number() - 1))
            .toList();
    return new PastRuns.Script(script.file(), done, wrapped, kept, timeZone);
  }

  /// Runs the statements from this number on. The number of the one to run again from, where a
  /// transaction was taken back.
  private Optional<Integer> runFrom(int first) {
    for (Step step : steps.subList(first - 1, steps.size())) {
      if (stopped.isPresent() || step.refusal().isPresent()) {
        notRun(step, new Outcome.NotRun(stopped.or(step::refusal).orElseThrow()));
        continue;
      }
      String missing = leftOut.get(step.number());
      if (missing != null) {
        notRun(step, new Outcome.LeftOut(missing));
        continue;
      }
      int unit = open == null ? step.number() : open.first();
      if (unit != standingBefore) {
        standing = Sequences.read(bench.prober());
        standingBefore = unit;
      }
      Optional<Failure> failure = run(step);
      if (failure.isPresent() && Remedy.lacksExtension(step, failure.get())) {
        leaveOut(step, failure.get(), unit);
        return Optional.of(unit);
      }
      if (failure.isPresent() && isProvidedFor(failure.get(), Optional.of(step), unit)) {
        return Optional.of(unit);
      }
      failure.ifPresent(f -> stop(step, f));
    }
    return Optional.empty();
  }

  /// Whether the reason of a failure is gone, and all from statement `unit` on was taken back, so
  /// that it may be run again.
  ///
  /// @param step what failed; empty for the COMMIT of the tool
  private boolean isProvidedFor(Failure failure, Optional<Step> step, int unit) {
    if (roles.make(failure)) {
      rollBackTo(unit);
      return true;
    }
    if (!rows.mayBeWhy(failure, step.map(Step::runsCode).orElse(true))) {
      return false;
    }
    rows.forget();
    Optional<String> obstacle = past.withoutRows(bench, doneBefore(unit, false), roles);
    String note =
        "the rows made up for empty tables did not suit %s (%s); %s"
            .formatted(
                step.map(each -> "statement " + each.number()).orElse("the COMMIT"),
                failure.message(),
                obstacle
                    .map(why -> "it was not run again without them, since " + why)
                    .orElse("it was run again without them"));
    notes.add(note);
    if (obstacle.isPresent()) {
      return false;
    }
    suspicion = step.map(each -> new Suspicion(each.number(), failure.sqlState(), note));
    takeBackTo(unit);
    return true;
  }

  /// The rest of the script may do without the extension.
  private void leaveOut(Step step, Failure failure, int unit) {
    String remedy = bench.remedy(step, failure, roles).map(each -> "; " + each).orElse("");
    leftOut.put(step.number(), failure.message() + remedy);
    rollBackTo(unit);
  }

  private void rollBackTo(int unit) {
    if (open != null) {
      bench.command("ROLLBACK");
    }
    takeBackTo(unit);
    standing.restore(bench.prober());
  }

  private void takeBackTo(int unit) {
    open = null;
    standingBefore = 0;
    statements.removeIf(statement -> statement.number() >= unit);
  }

  /// A simple query with one statement opens no transaction around it that the statement could
  /// mind.
  private boolean isWrapped() {
    return switch (script.transaction()) {
      case WRAPPED -> !steps.isEmpty();
      case PER_STATEMENT -> false;
      case ONE_QUERY -> steps.size() > 1;
    };
  }

  private void begin(int number) {
    bench.command("BEGIN");
    open = new OpenTransaction(number);
  }

  /// The failure, where there was one.
  private Optional<Failure> run(Step step) {
    StatementText shape = step.shape();
    OpenTransaction transaction = open;
    if (transaction == null) {
      if (shape.beginsTransaction()) {
        return control(step, new OpenTransaction(step.number()));
      }
      return shape.isSetting() || shape.needsTransactionBlock() || shape.endsTransaction()
          ? unseen(step)
          : alone(step);
    }
    if (shape.endsTransaction()) {
      return end(step, transaction);
    }
    if (shape.beginsTransaction() || shape.isSetting()) {
      return unseen(step);
    }
    return within(step, transaction);
  }

  /// A statement that takes no lock of its own.
  private Optional<Failure> unseen(Step step) {
    Optional<Failure> failure = bench.run(step);
    if (failure.isEmpty()) {
      done(step, Observed.NOTHING, List.of());
    }
    return failure;
  }

  private Optional<Failure> control(Step step, OpenTransaction begun) {
    Optional<Failure> failure = unseen(step);
    if (failure.isEmpty()) {
      open = begun;
    }
    return failure;
  }

  private Optional<Failure> within(Step step, OpenTransaction transaction) {
    Result result = transactional.run(step, transaction, false);
    return switch (result) {
      case Refused(Failure failure) -> Optional.of(failure);
      case Seen(Observed observed, List<String> undecided) -> {
        done(step, observed, undecided);
        yield Optional.empty();
      }
    };
  }

  /// COMMIT, ROLLBACK and their kin, written in the script.
  private Optional<Failure> end(Step step, OpenTransaction transaction) {
    if (step.shape().commits()) {
      switch (transactional.commit(step, transaction)) {
        case Refused(Failure failure) -> {
          return Optional.of(failure);
        }
        case Seen(Observed observed, List<String> undecided) -> done(step, observed, undecided);
      }
    } else {
      Optional<Failure> failure = unseen(step);
      if (failure.isPresent()) {
        return failure;
      }
    }
    boolean kept = step.shape().commits() || step.shape().startsWith("PREPARE");
    Outcome outcome = kept ? new Outcome.Done() : new Outcome.NotRun("the script rolls it back");
    close(transaction, step.number(), outcome);
    if (step.shape().chains()) {
      open = new OpenTransaction(step.number() + 1);
    }
    return Optional.empty();
  }

  /// A statement that is a transaction by itself. It is put into one that stays open until all was
  /// seen; where PostgreSQL does not allow that, it is watched from outside.
  private Optional<Failure> alone(Step step) {
    OpenTransaction own = new OpenTransaction(step.number());
    bench.command("BEGIN");
    Result result = transactional.run(step, own, true);
    switch (result) {
      case Seen(Observed observed, List<String> undecided) -> {
        Optional<Failure> failure = bench.execute("COMMIT");
        if (failure.isEmpty()) {
          done(step, observed, undecided);
        }
        return failure;
      }
      case Refused(Failure failure) -> {
        bench.command("ROLLBACK");
        boolean commits = failure.sqlState().equals(COMMITS_BY_ITSELF);
        if (!commits && !failure.sqlState().equals(NO_BLOCK_ALLOWED)) {
          return Optional.of(failure);
        }
        return watched(step, commits);
      }
    }
  }

  private Optional<Failure> watched(Step step, boolean commitsByItself) {
    // What is run as a superuser cannot be left to wait while others are let in.
    Result result =
        commitsByItself || step.statement().filter(AlterSystem.class::isInstance).isPresent()
            ? nonTransactional.unlocked(step)
            : nonTransactional.run(step);
    return switch (result) {
      case Refused(Failure failure) -> {
        nonTransactional.leftInvalid().forEach(index -> notes.add(left(step, index)));
        yield Optional.of(failure);
      }
      case Seen(Observed observed, List<String> undecided) -> {
        done(step, observed, undecided);
        yield Optional.empty();
      }
    };
  }

  private static String left(Step step, ObservedRelation index) {
    return "statement "
        + step.number()
        + " left the index "
        + index.display()
        + " invalid: it is written to and never read, until it is dropped";
  }

  private void done(Step step, Observed observed, List<String> undecided) {
    List<String> missing = new ArrayList<>(undecided);
    if (!bench.seesReads() && !observed.equals(Observed.NOTHING)) {
      missing.add(
          "which tables it reads in full: this server counts nothing, for want of a loopback");
    }
    roles.ran(step);
    statements.add(
        new StatementTrace(
            step.number(),
            step.part().span(),
            step.start(),
            new Outcome.Done(),
            observed,
            bench.ranAsSuperuser(),
            missing));
  }

  private void notRun(Step step, Outcome outcome) {
    statements.add(
        new StatementTrace(
            step.number(),
            step.part().span(),
            step.start(),
            outcome,
            Observed.NOTHING,
            Optional.empty(),
            List.of()));
  }

  /// Every tool stops at the first error.
  private void stop(Step step, Failure failure) {
    Outcome.Failed failed = step.failed(failure);
    suspicion
        .filter(each -> each.isWrong(step, failure))
        .ifPresent(each -> notes.remove(each.note()));
    if (!leftOut.isEmpty()) {
      notes.add(
          "statement %d may fail for want of an extension that was left out"
              .formatted(step.number()));
    }
    bench
        .remedy(step, failure, roles)
        .ifPresent(remedy -> notes.add("statement " + step.number() + ": " + remedy));
    bench
        .obstacle()
        .ifPresent(
            why -> notes.add("statement " + step.number() + " was not run as a superuser: " + why));
    statements.add(
        new StatementTrace(
            step.number(),
            step.part().span(),
            step.start(),
            failed,
            Observed.NOTHING,
            bench.ranAsSuperuser(),
            List.of("its locks: PostgreSQL releases them at the error")));
    OpenTransaction transaction = open;
    if (transaction == null) {
      stopped = Optional.of("the script stops at the error of statement " + step.number());
    } else {
      bench.command("ROLLBACK");
      close(transaction, step.number(), failed);
      stopped =
          Optional.of("the transaction was rolled back at the error of statement " + step.number());
    }
  }

  private void close(OpenTransaction transaction, int last, Outcome outcome) {
    if (last > transaction.first()) {
      transactions.add(transaction.ended(last, outcome));
    }
    open = null;
  }

  /// Ends the transaction that is open. The number of the statement to run again from, where it was
  /// taken back.
  private Optional<Integer> finish() {
    OpenTransaction transaction = open;
    if (transaction == null) {
      return Optional.empty();
    }
    if (!wrapped) {
      bench.command("ROLLBACK");
      String reason = "the script ends without COMMIT, so it was rolled back";
      notes.add(reason);
      close(transaction, steps.size(), new Outcome.NotRun(reason));
      return Optional.empty();
    }
    Optional<Failure> failure = bench.execute("COMMIT");
    if (failure.isEmpty()) {
      committed = true;
      close(transaction, steps.size(), new Outcome.Done());
      return Optional.empty();
    }
    open = null;
    Failure refused = failure.get();
    if (isProvidedFor(refused, Optional.empty(), transaction.first())) {
      return Optional.of(transaction.first());
    }
    notes.add(
        "the transaction was rolled back at its COMMIT: "
            + refused.message()
            + " (SQLSTATE "
            + refused.sqlState()
            + ")");
    transactions.add(
        transaction.ended(
            steps.size(),
            new Outcome.Failed(
                refused.sqlState(), refused.message(), refused.detail(), Optional.empty())));
    return Optional.empty();
  }
}
