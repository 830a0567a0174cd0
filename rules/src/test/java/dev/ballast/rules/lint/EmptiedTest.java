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
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whether a type change after a TRUNCATE is told to rewrite the rows.
class EmptiedTest {
  private static final String HISTORY =
      """
      CREATE TABLE "T" (id bigint PRIMARY KEY, a int);
      CREATE TABLE other (id bigint PRIMARY KEY, a int);
      CREATE TABLE part (id bigint, a int) PARTITION BY RANGE (id);
      CREATE TABLE part1 PARTITION OF part FOR VALUES FROM (1) TO (9);
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BEGIN; TRUNCATE \"T\"; %s; COMMIT | false",
        "BEGIN; TRUNCATE public.\"T\", other; %s; COMMIT | false",
        "BEGIN; TRUNCATE \"T\"; CREATE INDEX i ON \"T\" (a); ALTER TABLE \"T\" ALTER a SET NOT NULL; %s | false",
        "BEGIN; TRUNCATE other; %s; COMMIT | true",
        "BEGIN; TRUNCATE \"T\"; INSERT INTO \"T\" SELECT id, a FROM other; %s; COMMIT | true",
        "BEGIN; TRUNCATE \"T\"; SELECT fill(); %s; COMMIT | true",
        "BEGIN; TRUNCATE \"T\"; DO $$BEGIN PERFORM 1; END$$; %s; COMMIT | true",
        "BEGIN; TRUNCATE \"T\"; COMMIT; BEGIN; %s; COMMIT | true",
        "TRUNCATE \"T\"; %s | true",
        "BEGIN; DELETE FROM \"T\"; %s; COMMIT | true"
      })
  void onlyWhereNothingBroughtARowSince(String script, boolean told) {
    String change = "ALTER TABLE \"T\" ALTER COLUMN a TYPE text";

    assertThat(rules(script.formatted(change)).contains("change-type-rewrites")).isEqualTo(told);
  }

  /// A row of the parent may come with any partition.
  @ParameterizedTest
  @CsvSource({"part, true", "part1, false"})
  void aPartitionByItself(String emptied, boolean told) {
    String script = "BEGIN; TRUNCATE %s; CREATE INDEX ON %1$s (a); COMMIT".formatted(emptied);

    assertThat(rules(script).stream().anyMatch(rule -> rule.startsWith("create-index")))
        .isEqualTo(told);
  }

  private static List<String> rules(String script) {
    return new Linter(AllRules.catalogue(), LintOptions.of(18), KnownSchema.unknown())
            .check(
                new MigrationSet(
                    Tool.PLAIN_SQL,
                    List.of(migration(HISTORY).withJudged(false), migration(script)),
                    List.of()))
            .scripts()
            .getLast()
            .hazards()
            .stream()
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
