package dev.ballast.change.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.trace.Trace;
import dev.ballast.change.trace.TraceOptions;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.change.trace.seen.RelationKind;
import dev.ballast.change.trace.seen.Rewrite;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.change.trace.seen.StatementTrace;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.evidence.Clock;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.Catalogue;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.rules.lint.ScriptReport;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Scripts at random, in which names move between relations: what is predicted of them is what a
/// server does, and what a server does is never taken for predicted where it was not. For more of
/// them set `JAVA_TOOL_OPTIONS` to `-Dtests.scripts=300 -Dtests.seed=1000`.
final class RandomScriptsIT {
  private static final int SCRIPTS = Integer.getInteger("tests.scripts", 24);
  private static final long SEED = Long.getLong("tests.seed", 1);

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void whatIsPredictedIsSeenAndWhatIsSeenIsPredicted(int major) {
    List<String> differences = new ArrayList<>();
    int done = 0;
    try (Trace trace = Trace.on(major, TraceOptions.DEFAULT.withProbes(false), Clock.system())) {
      trace.load(RandomScripts.schema());
      trace.mark();
      for (long seed = SEED; seed < SEED + SCRIPTS; seed++) {
        trace.reset();
        boolean alone = seed % 2 == 0;
        String sql = new RandomScripts(seed).script(alone);
        ScriptReport report = predicted(sql, major, alone);

        ScriptTrace seen = trace.run(report.script());

        done += (int) seen.statements().stream().filter(each -> each.outcome().isDone()).count();
        Comparison comparison = Comparison.of(report, seen);
        if (!comparison.disagreements().isEmpty() || !comparison.unpredicted().isEmpty()) {
          differences.add("seed " + seed + ": " + comparison + "\n" + sql);
        }
        for (StatementTrace statement : seen.statements()) {
          assertThat(isNoticed(statement))
              .as("seed %d, %s: %s", seed, statement.start(), sql)
              .isEqualTo(isHeavy(statement));
        }
      }
    }

    assertThat(differences).isEmpty();
    assertThat(done).as("statements that ran").isGreaterThan(3 * SCRIPTS);
  }

  /// Whether the comparison objects where nothing was predicted.
  private static boolean isNoticed(StatementTrace statement) {
    Disagreements comparison = new Disagreements();
    comparison.compare("here", Effects.NONE, statement);
    return !comparison.found().isEmpty();
  }

  /// Whether others may notice the statement: by a lock, or by how long it takes.
  private static boolean isHeavy(StatementTrace statement) {
    return statement.outcome() instanceof Outcome.Done
        && (statement.locks().stream()
                .anyMatch(
                    lock ->
                        !lock.ownNew()
                            && lock.relation().kind().isQueried()
                            && lock.mode().compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0)
            || statement.rewritten().stream()
                .anyMatch(
                    rewrite ->
                        rewrite.relation().kind() == RelationKind.TABLE
                            && rewrite.kind() != Rewrite.Kind.INDEX_REBUILT)
            || !statement.scans().isEmpty());
  }

  private static ScriptReport predicted(String sql, int major, boolean alone) {
    List<Migration> migrations =
        List.of(
            migration("V1.sql", RandomScripts.schema(), true, false),
            migration("V2.sql", sql, alone, true));
    return new Linter(new Catalogue(List.of()), LintOptions.of(major), KnownSchema.unknown())
        .check(new MigrationSet(Tool.PLAIN_SQL, migrations, List.of()))
        .scripts()
        .getLast();
  }

  private static Migration migration(String file, String sql, boolean alone, boolean judged) {
    TransactionMode mode = alone ? TransactionMode.PER_STATEMENT : TransactionMode.WRAPPED;
    return new Migration(
        Migration.Kind.VERSIONED,
        "1",
        file,
        new MigrationScript(file, ScriptSplitter.split(SourceText.of(sql)), mode),
        Optional.empty(),
        judged);
  }
}
