package dev.ballast.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndoneTest {
  /// Remembers whether the table was there at the last statement.
  private static final class LastLook implements Rule {
    private final List<Boolean> there = new ArrayList<>();

    @Override
    public String id() {
      return "drop-table";
    }

    @Override
    public void check(Scene scene, Judgement judgement) {
      there.add(scene.schema().table(QualifiedName.of("t")).isPresent());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PER_STATEMENT | CREATE TABLE t (a int); BEGIN; DROP TABLE t; ROLLBACK | true",
        "PER_STATEMENT | CREATE TABLE t (a int); BEGIN; DROP TABLE t; COMMIT; ROLLBACK | false",
        "PER_STATEMENT | CREATE TABLE t (a int); DROP TABLE t; ROLLBACK | false",
        "PER_STATEMENT | BEGIN; CREATE TABLE t (a int); ABORT | false",
        "PER_STATEMENT | BEGIN; SAVEPOINT s; CREATE TABLE t (a int); ROLLBACK TO s | false",
        "PER_STATEMENT | BEGIN; SAVEPOINT s; CREATE TABLE t (a int); SAVEPOINT r; DROP TABLE t;"
            + " ROLLBACK TO r | true",
        "PER_STATEMENT | BEGIN; SAVEPOINT s; CREATE TABLE t (a int); RELEASE s; ROLLBACK TO s"
            + " | true",
        "PER_STATEMENT | BEGIN; CREATE TABLE t (a int); COMMIT AND CHAIN; DROP TABLE t; ROLLBACK"
            + " | true",
        "WRAPPED | CREATE TABLE t (a int); ROLLBACK | false"
      })
  void aRollbackTakesBackWhatItUndoes(TransactionMode mode, String script, boolean there) {
    LastLook rule = new LastLook();
    MigrationScript text =
        new MigrationScript(
            "1.sql", ScriptSplitter.split(SourceText.of(script + "; SELECT 1;")), mode);
    new Linter(new Catalogue(List.of(rule)), LintOptions.of(18), KnownSchema.unknown())
        .check(
            new MigrationSet(
                Tool.PLAIN_SQL,
                List.of(
                    new Migration(
                        Migration.Kind.VERSIONED, "1", "1.sql", text, Optional.empty(), true)),
                List.of()));

    assertThat(rule.there.getLast()).isEqualTo(there);
  }
}
