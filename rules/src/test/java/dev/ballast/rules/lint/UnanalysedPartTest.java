package dev.ballast.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.lint.UnanalysedPart.Kind;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnanalysedPartTest {
  private static List<UnanalysedPart> of(String sql) {
    MigrationScript script =
        new MigrationScript(
            "a.sql", ScriptSplitter.split(SourceText.of(sql)), TransactionMode.PER_STATEMENT);
    Migration migration =
        new Migration(Migration.Kind.VERSIONED, "1", "a", script, Optional.empty(), true);
    return new Linter(AllRules.catalogue(), LintOptions.of(18), KnownSchema.unknown())
        .check(new MigrationSet(Tool.PLAIN_SQL, List.of(migration), List.of())).scripts().stream()
            .flatMap(report -> report.unanalysed().stream())
            .toList();
  }

  private static List<Kind> kinds(String sql) {
    return of(sql).stream().map(UnanalysedPart::kind).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE ${schema}.t ADD b int;",
        "ALTER TABLE {{ index .Options \"Namespace\" }}.t ADD b int;",
        "{% if wanted %} ALTER TABLE t ADD b int;",
        "ALTER TABLE <%= schema %>.t ADD b int;",
        "ALTER TABLE $(schema).t ADD b int;",
        "ALTER TABLE %(schema)s.t ADD b int;",
        "DO $$ BEGIN UPDATE ${schema}.t SET a = 1; END $$;",
        "DO $$ BEGIN UPDATE {{schema}}.t SET a = 1; END $$;",
        "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM {{t}}; END $$;",
        "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DELETE FROM {{t}} $$;"
      })
  void aPlaceThatAToolFillsIsNoSyntaxError(String sql) {
    assertThat(kinds(sql)).containsExactly(Kind.UNKNOWN);
    assertThat(of(sql).getFirst().reason()).contains("which a tool replaces before");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO mails VALUES ('Dear {{name}}', $$ ${x} $$);",
        "COMMENT ON TABLE t IS '<%= x %>';",
        "SELECT 'a' <% 'b', 'c' %> 'd';",
        "\\set ON_ERROR_STOP 1\n\\echo hello\n\\timing on\n\\pset pager off\n\\dt+ public.*\nSELECT 1;",
        "\\encoding UTF8\n\\o log.txt\nSELECT 1;\n\\o"
      })
  void aMarkInAStringAndACommandThatOnlyShowsAreNothing(String sql) {
    assertThat(kinds(sql)).isEmpty();
  }

  @Test
  void aRefusalIsOneWithoutAnyMark() {
    assertThat(kinds("ALTER TABLE t AD b int;")).containsExactly(Kind.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\i other.sql", "\\set AUTOCOMMIT off", "\\connect other", "\\! rm x"})
  void aCommandThatChangesWhatRunsIsUnknown(String command) {
    assertThat(kinds(command + "\nSELECT 1;")).containsExactly(Kind.UNKNOWN);
  }

  @Test
  void whatADefinedRoutineDoesIsNotRun() {
    String body = "$$ BEGIN EXECUTE current_setting('change.text'); END $$;";

    assertThat(kinds("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS " + body))
        .containsExactly(Kind.NOT_RUN);
    assertThat(kinds("CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS $$ return 1 $$"))
        .containsExactly(Kind.NOT_RUN);
    assertThat(kinds("DO " + body)).containsExactly(Kind.UNKNOWN);
  }
}
