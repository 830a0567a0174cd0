package dev.ballast.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.evidence.Severity;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What migrations do to what others made that run together with them.
class AddedMigrationsTest {
  private static final Migration HISTORY =
      migration(
              """
              CREATE TYPE mood AS ENUM ('a');
              CREATE TABLE old (id bigint PRIMARY KEY, note text, m mood);
              CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
              """)
          .withJudged(false);

  private static final Migration FIRST =
      migration(
              """
              CREATE TYPE fresh_mood AS ENUM ('a');
              CREATE TABLE "New" (id bigint PRIMARY KEY, note text);
              CREATE SCHEMA app CREATE TABLE parts (id bigint, at date) PARTITION BY RANGE (at);
              CREATE MATERIALIZED VIEW seen AS SELECT 1 AS id;
              CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';
              """)
          .withAdded();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE INDEX ON old (note) | create-index",
        "CREATE INDEX ON \"New\" (note) | ''",
        "CREATE INDEX ON app.parts (at) | ''",
        "CREATE INDEX ON seen (id) | ''",
        "DROP TABLE old | drop-table",
        "DROP TABLE \"New\" | ''",
        "DROP TABLE IF EXISTS app.parts | ''",
        "ALTER TABLE \"New\" ALTER COLUMN note TYPE int USING 1, ALTER COLUMN note SET NOT NULL | ''",
        "ALTER TABLE \"New\" RENAME COLUMN note TO text | ''",
        "DROP TYPE fresh_mood | ''",
        "DROP FUNCTION f() | drop-function"
      })
  void whatTheyMakeIsNotInUse(String statement, String rules) {
    String script = "SET lock_timeout = '2s'; " + statement;

    assertThat(rules(migration(script).withAdded()))
        .containsExactlyElementsOf(rules.isEmpty() ? List.of() : List.of(rules));
  }

  /// An old script that was edited may have run long after the one that made the table.
  @ParameterizedTest
  @CsvSource({"CREATE INDEX ON \"New\" (note), create-index", "DROP TABLE \"New\", drop-table"})
  void whatRanBeforeMayBeUsed(String statement, String rule) {
    assertThat(rules(migration("SET lock_timeout = '2s'; " + statement))).containsExactly(rule);
  }

  private static List<String> rules(Migration second) {
    return new Linter(AllRules.catalogue(), LintOptions.of(18), KnownSchema.unknown())
            .check(new MigrationSet(Tool.PLAIN_SQL, List.of(HISTORY, FIRST, second), List.of()))
            .scripts()
            .getLast()
            .hazards()
            .stream()
            .filter(hazard -> hazard.severity() != Severity.INFO)
            .map(Hazard::rule)
            .toList();
  }

  private static Migration migration(String sql) {
    MigrationScript script =
        new MigrationScript(
            "1.sql", ScriptSplitter.split(SourceText.of(sql)), TransactionMode.PER_STATEMENT);
    return new Migration(Migration.Kind.VERSIONED, "1", "a", script, Optional.empty(), true);
  }
}
