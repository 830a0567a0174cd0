package dev.ballast.change.compare;

import dev.ballast.change.trace.LoadProblem;
import dev.ballast.change.trace.Trace;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.lab.schema.SchemaDump;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.source.MigrationSources;
import dev.ballast.rules.lint.Catalogue;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.rules.lint.ScriptReport;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs migrations on a scratch server and compares what it did with what the check predicts. For
/// one thread; one for each trace.
public final class MigrationTrace {
  private final TraceRequest request;
  private final Catalogue catalogue;
  private final Clock clock;
  private final Optional<SchemaDump> dump;
  private final int major;
  private final List<LoadProblem> loadProblems = new ArrayList<>();
  private final List<TracedScript> traced = new ArrayList<>();
  private final List<UntracedScript> notRun = new ArrayList<>();
  private final Unforeseen unforeseen = new Unforeseen();
  private Optional<String> stopped = Optional.empty();

  private MigrationTrace(Catalogue catalogue, TraceRequest request, Clock clock) {
    this.catalogue = catalogue;
    this.request = request;
    this.clock = clock;
    this.dump = request.destination().dump(clock);
    this.major = request.destination().assumedMajor(dump);
  }

  /// Reads, predicts, runs and compares.
  ///
  /// @param standardInput what `-` among the paths stands for
  /// @param progress is notified of each script before it runs
  public static TraceResult run(
      Catalogue catalogue,
      TraceRequest request,
      InputStream standardInput,
      Progress progress,
      Clock clock) {
    return new MigrationTrace(catalogue, request, clock).run(standardInput, progress);
  }

  private TraceResult run(InputStream standardInput, Progress progress) {
    MigrationSet found = MigrationSources.read(request.sources(), standardInput);
    MigrationSet set = dump.isPresent() ? found.judgedOnly() : found;
    Map<MigrationScript, ScriptReport> reports = predict(set);
    try (Trace trace = Trace.on(major, request.options(), clock)) {
      request.schema().ifPresent(schema -> loadProblems.addAll(trace.load(schema).problems()));
      dump.ifPresent(own -> loadProblems.addAll(trace.load(own).problems()));
      List<Migration> judged = new ArrayList<>();
      for (Migration migration : set.migrations()) {
        if (migration.judged()) {
          judged.add(migration);
        }
        if (migration.judged() || stopped.isPresent()) {
          run(trace, migration.up(), false, reports, progress);
        } else {
          loadProblems.addAll(trace.load(migration.up().script()).problems());
        }
      }
      if (request.down()) {
        for (Migration migration : judged.reversed()) {
          migration.down().ifPresent(down -> run(trace, down, true, reports, progress));
        }
      }
      return new TraceResult(
          trace.version(),
          trace.isolation(),
          dump.map(SchemaDump::remarks).orElse(List.of()),
          loadProblems,
          trace.madeUpRoles(),
          traced,
          notRun,
          set.problems());
    }
  }

  /// What the check says of each judged script.
  private Map<MigrationScript, ScriptReport> predict(MigrationSet set) {
    KnownSchema schema =
        request
            .schema()
            .or(() -> dump.map(SchemaDump::script))
            .map(KnownSchema::after)
            .orElseGet(KnownSchema::unknown);
    Map<MigrationScript, ScriptReport> reports = new HashMap<>();
    new Linter(catalogue, LintOptions.of(major), schema)
        .check(set)
        .scripts()
        .forEach(report -> reports.put(report.script(), report));
    return reports;
  }

  /// Runs a script, unless one before it did not reach its end: it would run on another schema.
  private void run(
      Trace trace,
      MigrationScript script,
      boolean down,
      Map<MigrationScript, ScriptReport> reports,
      Progress progress) {
    if (stopped.isPresent()) {
      notRun.add(new UntracedScript(script.file(), down, stopped.get()));
      return;
    }
    progress.begin((down ? "back " : "tracing ") + script.file(), 0);
    ScriptReport report = reports.get(script);
    if (report == null) {
      throw new IllegalStateException("no prediction was made for " + script.file());
    }
    ScriptTrace observed = trace.run(script);
    traced.add(
        new TracedScript(down, report, observed, Comparison.of(report, observed, unforeseen)));
    if (!observed.reachesItsEnd()) {
      stopped = Optional.of("the migrations stop " + end(observed));
    }
  }

  /// Where a script did not go on.
  private static String end(ScriptTrace observed) {
    return observed.statements().stream()
        .filter(statement -> !statement.outcome().isDone())
        .filter(statement -> !(statement.outcome() instanceof Outcome.LeftOut))
        .findFirst()
        .map(statement -> "at " + observed.file() + ":" + statement.start())
        .orElseGet(() -> "at the end of " + observed.file());
  }
}
