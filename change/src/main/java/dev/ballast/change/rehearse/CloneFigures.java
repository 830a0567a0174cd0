package dev.ballast.change.rehearse;

import dev.ballast.change.forecast.ChangeForecast;
import dev.ballast.change.forecast.MachineCalibration;
import dev.ballast.change.forecast.MachineRates;
import dev.ballast.change.forecast.MeasuredStatement;
import dev.ballast.change.forecast.StatementForecast;
import dev.ballast.change.live.LiveWorkload;
import dev.ballast.change.rehearse.RehearsedScript.Direction;
import dev.ballast.evidence.Clock;
import dev.ballast.lab.clone.RunningClone;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.rules.lint.Workload;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.QualifiedName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a clone and its machine are like, as a forecast for production needs it.
///
/// @param workload sizes of the tables before the change
record CloneFigures(Workload workload, MachineRates rates) {
  private static final String NAME = "the clone";

  /// @param options whose database and role are taken
  static CloneFigures read(RunningClone clone, ScriptPass.Options options, Clock clock) {
    Workload workload = LiveWorkload.of(clone.login(options.role(), options.database()), NAME);
    try (Session keeper = clone.keeper(options.database())) {
      return new CloneFigures(
          workload, new MachineCalibration(clock).here(keeper, clone.copy().folder(), NAME));
    }
  }

  /// What each statement of the way forwards will take in production.
  List<StatementForecast> forecast(Measured measured, Production production) {
    List<MeasuredStatement> statements = new ArrayList<>();
    for (RehearsedScript script : measured.quiet()) {
      if (script.direction() == Direction.UP) {
        script.statements().stream()
            .filter(statement -> statement.outcome().isDone())
            .map(statement -> measured(script, statement, measured))
            .forEach(statements::add);
      }
    }
    return ChangeForecast.of(
        statements, production.workload(), rates, production.rates(), production.past());
  }

  private MeasuredStatement measured(
      RehearsedScript script, RehearsedStatement statement, Measured all) {
    Optional<QualifiedName> table =
        statement.locks().stream().findFirst().map(LockHold::relation).map(CloneFigures::name);
    List<Duration> took = new ArrayList<>();
    all.quiet().stream()
        .filter(run -> run.file().equals(script.file()) && run.direction() != Direction.DOWN)
        .flatMap(run -> run.statements().stream())
        .filter(run -> run.number() == statement.number() && run.outcome().isDone())
        .map(RehearsedStatement::took)
        .forEach(took::add);
    return new MeasuredStatement(
        statement.text(),
        table,
        took,
        Duration.ZERO,
        table.map(workload::rows).orElse(OptionalLong.empty()),
        table.map(workload::bytes).orElse(OptionalLong.empty()),
        bytes(statement, FileChange.Kind.REWRITTEN),
        bytes(statement, FileChange.Kind.BUILT),
        statement.wal(),
        OptionalDouble.empty(),
        statement.locks().stream()
            .filter(lock -> lock.mode().conflictsWith(LockMode.ROW_EXCLUSIVE))
            .map(LockHold::held)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO));
  }

  private static long bytes(RehearsedStatement statement, FileChange.Kind kind) {
    return statement.files().stream()
        .filter(change -> change.kind() == kind)
        .mapToLong(FileChange::bytes)
        .sum();
  }

  /// As [LockHold#relation] writes it.
  private static QualifiedName name(String relation) {
    int dot = relation.indexOf('.');
    return dot < 0
        ? QualifiedName.of("public", relation)
        : QualifiedName.of(relation.substring(0, dot), relation.substring(dot + 1));
  }
}
