package dev.ballast.rules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.catalogue.integer_key_overflow.IntegerKeyOverflow;
import dev.ballast.rules.lint.Catalogue;
import dev.ballast.rules.lint.Edit;
import dev.ballast.rules.lint.Hazard;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WiderKeyFixTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TABLE t (id int PRIMARY KEY) | CREATE TABLE t (id bigint PRIMARY KEY)",
        "CREATE TABLE t (\"ä b\" /* c */ serial) | CREATE TABLE t (\"ä b\" /* c */ bigserial)",
        "SELECT 'ä'; CREATE TABLE t (ä integer, PRIMARY KEY (ä))"
            + " | SELECT 'ä'; CREATE TABLE t (ä bigint, PRIMARY KEY (ä))",
        "ALTER TABLE t ADD COLUMN IF NOT EXISTS id serial4 NOT NULL"
            + " | ALTER TABLE t ADD COLUMN IF NOT EXISTS id bigserial NOT NULL",
      })
  void onlyTheWordOfTheTypeIsReplaced(String before, String after) {
    Edit edit = hazards(before).getFirst().remedy().fix().orElseThrow();

    assertThat(
            before.substring(0, edit.span().start())
                + edit.replacement()
                + before.substring(edit.span().end()))
        .isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = "DO $$ BEGIN CREATE TABLE t (id int PRIMARY KEY); END $$")
  void aBodyIsNotEdited(String sql) {
    assertThat(hazards(sql))
        .singleElement()
        .extracting(hazard -> hazard.remedy().fix())
        .isEqualTo(Optional.empty());
  }

  private static List<Hazard> hazards(String sql) {
    MigrationScript script =
        new MigrationScript(
            "a.sql", ScriptSplitter.split(SourceText.of(sql)), TransactionMode.PER_STATEMENT);
    Migration migration =
        new Migration(Migration.Kind.VERSIONED, "1", "a", script, Optional.empty(), true);
    return new Linter(
            new Catalogue(List.of(new IntegerKeyOverflow())),
            LintOptions.of(18),
            KnownSchema.unknown())
        .check(new MigrationSet(Tool.PLAIN_SQL, List.of(migration), List.of()))
        .scripts()
        .getLast()
        .hazards();
  }
}
