package dev.ballast.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintOptionsTest {
  private static final String ADD = "ALTER TABLE t ADD COLUMN a integer;";
  private static final String BUILD = "CREATE INDEX CONCURRENTLY i ON t (a);";

  private static List<String> rules(String sql, boolean waitsBounded) {
    MigrationScript script =
        new MigrationScript(
            "a.sql", ScriptSplitter.split(SourceText.of(sql)), TransactionMode.PER_STATEMENT);
    Migration migration =
        new Migration(Migration.Kind.VERSIONED, "1", "a", script, Optional.empty(), true);
    LintOptions options = new LintOptions(18, Workload.UNKNOWN, Map.of(), waitsBounded);
    return new Linter(AllRules.catalogue(), options, KnownSchema.unknown())
        .check(new MigrationSet(Tool.PLAIN_SQL, List.of(migration), List.of())).scripts().stream()
            .flatMap(report -> report.hazards().stream())
            .map(Hazard::rule)
            .toList();
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true"})
  void aScriptNeedNotBoundWhatItsConnectionBounds(boolean waitsBounded, boolean missing) {
    assertThat(rules(ADD, waitsBounded).contains("missing-lock-timeout")).isEqualTo(missing);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false"})
  void theBoundOfAConnectionHoldsForConcurrentlyToo(boolean waitsBounded, boolean found) {
    assertThat(rules(BUILD, waitsBounded).contains("concurrently-under-lock-timeout"))
        .isEqualTo(found);
    assertThat(rules("SET lock_timeout = 0; " + BUILD, waitsBounded))
        .doesNotContain("concurrently-under-lock-timeout");
  }

  @ParameterizedTest
  @CsvSource({"ROLLBACK, missing-lock-timeout", "COMMIT, none"})
  void aSetThatARollbackUndoesIsNone(String end, String rule) {
    assertThat(rules("BEGIN; SET lock_timeout = '2s'; " + end + "; " + ADD, false))
        .filteredOn(found -> found.contains("lock-timeout"))
        .isEqualTo(rule.equals("none") ? List.of() : List.of(rule));
  }
}
