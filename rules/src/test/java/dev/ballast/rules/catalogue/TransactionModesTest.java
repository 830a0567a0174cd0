package dev.ballast.rules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.Hazard;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Rules that depend on how the tool puts a script into transactions; a rule's folder has one mode.
class TransactionModesTest {
  private static List<Hazard> of(String rule, TransactionMode mode, String sql) {
    MigrationScript script =
        new MigrationScript("V1__a.sql", ScriptSplitter.split(SourceText.of(sql)), mode);
    Migration migration =
        new Migration(Migration.Kind.VERSIONED, "1", "a", script, Optional.empty(), true);
    return new Linter(AllRules.catalogue(), LintOptions.of(18), KnownSchema.unknown())
        .check(new MigrationSet(Tool.PLAIN_SQL, List.of(migration), List.of())).scripts().stream()
            .flatMap(report -> report.hazards().stream())
            .filter(hazard -> hazard.rule().equals(rule))
            .toList();
  }

  @Test
  void beginWithinTheToolsTransactionIsToldOnce() {
    List<Hazard> hazards =
        of("nested-transaction", TransactionMode.WRAPPED, "BEGIN; DROP TABLE a; COMMIT;");

    assertThat(hazards).hasSize(1);
    assertThat(hazards.getFirst().what()).contains("The tool has opened a transaction");
  }

  @Test
  void commitOfTheToolsTransactionIsTold() {
    assertThat(of("nested-transaction", TransactionMode.WRAPPED, "DROP TABLE a; COMMIT;"))
        .singleElement()
        .satisfies(hazard -> assertThat(hazard.what()).contains("ends the transaction that"));
  }

  @Test
  void beginInOneQueryIsNoNesting() {
    assertThat(of("nested-transaction", TransactionMode.ONE_QUERY, "BEGIN; DROP TABLE a; COMMIT"))
        .isEmpty();
  }

  @Test
  void theToolCommitsWhatTheScriptLeavesOpen() {
    assertThat(of("uncommitted-transaction", TransactionMode.WRAPPED, "BEGIN; DROP TABLE a;"))
        .isEmpty();
    assertThat(of("uncommitted-transaction", TransactionMode.ONE_QUERY, "BEGIN; DROP TABLE a;"))
        .hasSize(1);
  }

  @Test
  void locksAreKeptThroughTheToolsTransaction() {
    String sql = "ALTER TABLE a ADD COLUMN c int; ALTER TABLE b ADD COLUMN c int;";

    assertThat(of("lock-held", TransactionMode.WRAPPED, sql)).hasSize(1);
    assertThat(of("lock-held", TransactionMode.ONE_QUERY, sql)).hasSize(1);
    assertThat(of("lock-held", TransactionMode.PER_STATEMENT, sql)).isEmpty();
  }

  @Test
  void theBoundIsSetForTheToolsTransactionOnly() {
    Hazard hazard =
        of("missing-lock-timeout", TransactionMode.WRAPPED, "ALTER TABLE a ADD COLUMN c int")
            .getFirst();

    assertThat(hazard.remedy().safe()).startsWith("SET LOCAL lock_timeout = '2s'");
    assertThat(hazard.remedy().fix().orElseThrow().replacement())
        .isEqualTo("SET LOCAL lock_timeout = '2s';\n");
  }

  @Test
  void aScriptThatAlsoBuildsConcurrentlyIsNotGivenABoundByItself() {
    Hazard hazard =
        of(
                "missing-lock-timeout",
                TransactionMode.PER_STATEMENT,
                "ALTER TABLE a ADD COLUMN c int; CREATE INDEX CONCURRENTLY ON a (c)")
            .getFirst();

    assertThat(hazard.remedy().fix()).isEmpty();
  }

  @Test
  void aCommitInABlockIsFineOutsideATransaction() {
    String sql = "DO $$ BEGIN COMMIT; END $$";

    assertThat(of("commit-in-do-block", TransactionMode.PER_STATEMENT, sql)).isEmpty();
    assertThat(of("commit-in-do-block", TransactionMode.WRAPPED, sql)).hasSize(1);
    assertThat(of("commit-in-do-block", TransactionMode.PER_STATEMENT, "BEGIN; " + sql)).hasSize(1);
  }

  @Test
  void statementsOfACalledRoutineAreJudgedAtTheCall() {
    List<Hazard> hazards =
        of(
            "delete-without-where",
            TransactionMode.PER_STATEMENT,
            """
            CREATE PROCEDURE sweep() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM a; END $$;
            CALL sweep();
            """);

    assertThat(hazards).singleElement().satisfies(h -> assertThat(h.span().start()).isEqualTo(77));
  }

  @Test
  void aTableThatABlockMakesIsNewToTheRestOfTheScript() {
    assertThat(
            of(
                "delete-without-where",
                TransactionMode.PER_STATEMENT,
                "DO $$ BEGIN CREATE TABLE a (id int); DELETE FROM a; END $$; DELETE FROM a"))
        .isEmpty();
  }
}
