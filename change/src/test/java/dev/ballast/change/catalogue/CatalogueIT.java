package dev.ballast.change.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.compare.Disagreements;
import dev.ballast.change.trace.LoadReport;
import dev.ballast.change.trace.Trace;
import dev.ballast.change.trace.TraceOptions;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.change.trace.seen.StatementTrace;
import dev.ballast.effect.claim.LockEffect;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.evidence.Clock;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.catalogue.RuleFolder;
import dev.ballast.rules.catalogue.RuleFolder.ExpectedError;
import dev.ballast.rules.lint.Hazard;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.rules.lint.ScriptReport;
import dev.ballast.rules.lint.SeenStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule folder against real servers, of the oldest and the newest major in the usual build
/// and of every supported one with `-Pall-majors`: what the effect model predicts of each statement
/// of each script, the claims of every hazard among it, must be what PostgreSQL does. A
/// disagreement fails the build.
@Execution(ExecutionMode.CONCURRENT)
class CatalogueIT {
  private static final List<String> SCRIPTS = List.of("fires", "fixed", "near_miss");

  /// Before 15 each statement that commits by itself waits a second for the server's counts, so
  /// that walk is shared among several servers.
  private static final int PARTS_OF_OLDEST = 4;

  /// A share of the rule folders on one server.
  ///
  /// @param part from 0
  record Share(int major, int part, int parts) {
    List<RuleFolder> folders() {
      List<RuleFolder> all = RuleFolder.all();
      return IntStream.range(0, all.size())
          .filter(index -> index % parts == part)
          .mapToObj(all::get)
          .toList();
    }
  }

  static Stream<Share> shares() {
    return TestedMajors.outermost()
        .boxed()
        .flatMap(
            major -> {
              int parts = major == ServerVersion.OLDEST_MAJOR ? PARTS_OF_OLDEST : 1;
              return IntStream.range(0, parts).mapToObj(part -> new Share(major, part, parts));
            });
  }

  @ParameterizedTest
  @MethodSource("shares")
  void predictionsAndClaimsAreWhatTheServerDoes(Share share) {
    int major = share.major();
    List<String> disagreements = new ArrayList<>();
    try (Trace trace = Trace.on(major, TraceOptions.DEFAULT.withProbes(false), Clock.system())) {
      load(trace, RuleFolder.shop());
      trace.mark();
      for (RuleFolder folder : share.folders()) {
        for (String name : SCRIPTS) {
          Optional<String> script = folder.script(name, major);
          if (script.isPresent()) {
            trace.reset();
            folder.ownHistory().ifPresent(own -> load(trace, own));
            new Walk(folder, script.get(), major, disagreements).compare(trace);
          }
        }
      }
    }

    assertThat(disagreements).as("on PostgreSQL %d", major).isEmpty();
  }

  private static void load(Trace trace, Migration migration) {
    LoadReport report = trace.load(migration.up().script());
    assertThat(report.problems()).as(migration.up().file()).isEmpty();
  }

  /// One script of one folder on one server.
  private record Walk(RuleFolder folder, String script, int major, List<String> disagreements) {

    void compare(Trace trace) {
      Migration migration = folder.migration(script, true);
      ScriptReport report = judge(migration);
      ScriptTrace observed = trace.run(migration.up());
      Map<Integer, SeenStatement> predicted = new HashMap<>();
      report.statements().forEach(each -> predicted.put(each.span().start(), each));
      Disagreements comparison = new Disagreements();
      int transaction = 0;
      for (StatementTrace statement : observed.statements()) {
        String where = "%s/%s.sql:%s".formatted(folder.id(), script, statement.start());
        Optional<ExpectedError> error = expectedError(statement);
        if (!outcomeIsRight(where, statement, error)) {
          continue;
        }
        SeenStatement seen = predicted.get(statement.span().start());
        if (seen == null) {
          disagreements.add(where + ": the server ran it and the check did not read it");
          continue;
        }
        if (seen.transaction() != transaction) {
          comparison.transactionEnded();
          transaction = seen.transaction();
        }
        if (error.isEmpty()) {
          comparison.compare(where, seen.effects(), statement);
        }
      }
      disagreements.addAll(comparison.found());
      claims(report, predicted);
    }

    /// What a hazard claims must be among the effects that were just compared with the server.
    private void claims(ScriptReport report, Map<Integer, SeenStatement> predicted) {
      for (Hazard hazard : report.hazards()) {
        for (LockEffect lock : hazard.locks()) {
          boolean backed =
              predicted.values().stream().anyMatch(each -> each.effects().locks().contains(lock));
          if (!backed) {
            disagreements.add(
                "%s/%s.sql: %s claims %s, which no effect of the script is"
                    .formatted(folder.id(), script, hazard.rule(), lock));
          }
        }
      }
    }

    private Optional<ExpectedError> expectedError(StatementTrace statement) {
      return folder.expected().errors().stream()
          .filter(
              each ->
                  each.script().equals(script)
                      && each.line() == statement.start().line()
                      && each.holdsOn(major))
          .findFirst();
    }

    private boolean outcomeIsRight(
        String where, StatementTrace statement, Optional<ExpectedError> error) {
      boolean right =
          switch (statement.outcome()) {
            case Outcome.Done() -> error.isEmpty();
            case Outcome.Failed failed ->
                error.filter(each -> each.sqlState().equals(failed.sqlState())).isPresent();
            case Outcome.LeftOut ignored -> false;
            // After an expected failure the rest of its transaction is not run.
            case Outcome.NotRun ignored ->
                folder.expected().errors().stream().anyMatch(e -> e.script().equals(script));
          };
      if (!right) {
        disagreements.add(
            "%s: expected %s, the server: %s"
                .formatted(
                    where,
                    error.map(each -> "SQLSTATE " + each.sqlState()).orElse("success"),
                    statement.outcome()));
      }
      return right && !(statement.outcome() instanceof Outcome.NotRun);
    }

    private ScriptReport judge(Migration migration) {
      List<Migration> migrations = new ArrayList<>(folder.history());
      migrations.add(migration);
      return new Linter(AllRules.catalogue(), LintOptions.of(major), KnownSchema.unknown())
          .check(new MigrationSet(Tool.PLAIN_SQL, migrations, List.of()))
          .scripts()
          .getLast();
    }
  }
}
