package dev.ballast.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.evidence.Severity;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Running;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
  private static final String SCHEMA =
      "CREATE TABLE t (a int, b int); CREATE VIEW v AS SELECT a FROM t; ";

  private static Stream<Hazard> hazards(String script) {
    MigrationScript text =
        new MigrationScript(
            "1.sql",
            ScriptSplitter.split(SourceText.of(SCHEMA + script + ";")),
            TransactionMode.PER_STATEMENT);
    return new Linter(AllRules.catalogue(), LintOptions.of(18), KnownSchema.unknown())
            .check(
                new MigrationSet(
                    Tool.PLAIN_SQL,
                    List.of(
                        new Migration(
                            Migration.Kind.VERSIONED, "1", "1.sql", text, Optional.empty(), true)),
                    List.of()))
            .scripts()
            .getLast()
            .hazards()
            .stream();
  }

  private static Hazard refused(String script) {
    return hazards(script)
        .filter(hazard -> hazard.rule().equals("column-used-elsewhere"))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE t DROP COLUMN a | true",
        "BEGIN; SET LOCAL search_path = other; ALTER TABLE t DROP COLUMN a | false",
        "BEGIN; SET LOCAL search_path = other; COMMIT; ALTER TABLE t DROP COLUMN a | true",
        "SET search_path = other; BEGIN; SET LOCAL search_path = public; COMMIT;"
            + " ALTER TABLE t DROP COLUMN a | false",
        "DO $$ BEGIN ALTER TABLE t DROP COLUMN a; END $$ | true",
        "DO $$ BEGIN IF now() > '2026-01-01' THEN ALTER TABLE t DROP COLUMN a; END IF; END $$"
            + " | false",
        "DO $$ BEGIN ALTER TABLE t DROP COLUMN a; EXCEPTION WHEN others THEN NULL; END $$ | false",
        "SET search_path TO app; ALTER TABLE t DROP COLUMN a | false",
        "SET search_path TO app; ALTER TABLE public.t DROP COLUMN a | true",
        "SET search_path TO public, app; ALTER TABLE t DROP COLUMN a | true",
        "SET search_path TO app; RESET search_path; ALTER TABLE t DROP COLUMN a | true",
        "SELECT set_config('search_path', 'app', false); ALTER TABLE t DROP COLUMN a | false",
        "CREATE TEMP TABLE t (a int, b int); ALTER TABLE t DROP COLUMN a | false"
      })
  void isCertainWhereTheStatementRunsAndMeansWhatIsKnown(String script, boolean certain) {
    assertThat(refused(script).refusal().orElseThrow() instanceof Refusal.Certain)
        .isEqualTo(certain);
  }

  @Test
  void whatDecidesIsSaid() {
    Hazard hazard =
        refused(
            "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$"
                + " BEGIN ALTER TABLE t DROP COLUMN a; END $$");

    assertThat(hazard.refusal())
        .contains(new Refusal.Conditional("2BP01", "the function f is called"));
    assertThat(hazard.what()).contains("That is where the function f is called.");
  }

  /// Two tables of which nothing is known: the column may be of either.
  @Test
  void aColumnOfTablesThatAreNotKnownIsPerhapsRead() {
    Hazard hazard =
        refused("CREATE VIEW w AS SELECT q FROM seen, unseen; ALTER TABLE seen DROP COLUMN q");

    assertThat(hazard.refusal()).get().isInstanceOf(Refusal.Conditional.class);
    assertThat(hazard.what()).contains("if the view w needs it");
  }

  /// It is another view, in the schema of the session.
  @Test
  void aTemporaryViewReplacesNoOtherView() {
    assertThat(hazards("CREATE OR REPLACE TEMPORARY VIEW v AS SELECT 1 AS one"))
        .extracting(Hazard::rule)
        .doesNotContain("create-or-replace-view-columns");
    assertThat(hazards("CREATE OR REPLACE VIEW v AS SELECT 1 AS one"))
        .extracting(Hazard::rule)
        .contains("create-or-replace-view-columns");
  }

  /// Nobody says that all scripts of a plain folder are run one after the other; a tool does.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DECLARED | ALTER TABLE t DROP COLUMN a | true",
        "UNDECLARED | ALTER TABLE t DROP COLUMN a | false",
        "PRECONDITIONED | ALTER TABLE t DROP COLUMN a | false",
        "UNDECLARED | CREATE TABLE t2 (a int); CREATE VIEW w AS SELECT a FROM t2;"
            + " ALTER TABLE t2 DROP COLUMN a | true",
        "PRECONDITIONED | CREATE TABLE t2 (a int); CREATE VIEW w AS SELECT a FROM t2;"
            + " ALTER TABLE t2 DROP COLUMN a | false"
      })
  void whatOtherScriptsMadeDecidesWhereNothingSaysHowTheyRun(
      Running running, String script, boolean certain) {
    List<Migration> migrations =
        List.of(migration("1.sql", SCHEMA, running), migration("2.sql", script, running));

    Hazard refused =
        new Linter(AllRules.catalogue(), LintOptions.of(18), KnownSchema.unknown())
                .check(new MigrationSet(Tool.PLAIN_SQL, migrations, List.of()))
                .scripts()
                .getLast()
                .hazards()
                .stream()
                .filter(hazard -> hazard.rule().equals("column-used-elsewhere"))
                .findFirst()
                .orElseThrow();

    assertThat(refused.refusal().orElseThrow() instanceof Refusal.Certain).isEqualTo(certain);
    assertThat(refused.severity()).isEqualTo(certain ? Severity.ERROR : Severity.WARNING);
  }

  private static Migration migration(String file, String sql, Running running) {
    MigrationScript script =
        new MigrationScript(
                file, ScriptSplitter.split(SourceText.of(sql)), TransactionMode.PER_STATEMENT)
            .running(running);
    return new Migration(Migration.Kind.VERSIONED, file, file, script, Optional.empty(), true);
  }
}
