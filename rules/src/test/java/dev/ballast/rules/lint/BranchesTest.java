package dev.ballast.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BranchesTest {
  private static MigrationScript script(String sql) {
    return new MigrationScript(
        "a.sql",
        ScriptSplitter.split(SourceText.of(sql.replace('~', '\n'))),
        TransactionMode.PER_STATEMENT);
  }

  private static ScriptReport check(String sql) {
    Migration migration =
        new Migration(Migration.Kind.VERSIONED, "1", "a", script(sql), Optional.empty(), true);
    return new Linter(AllRules.catalogue(), LintOptions.of(18), KnownSchema.unknown())
        .check(new MigrationSet(Tool.PLAIN_SQL, List.of(migration), List.of()))
        .scripts()
        .getFirst();
  }

  private static List<String> hazards(String rule, String sql) {
    ScriptReport report = check(sql);
    return report.hazards().stream()
        .filter(hazard -> hazard.rule().equals(rule))
        .map(
            hazard ->
                report.source().position(hazard.span().start()).line()
                    + (hazard.what().contains("does not run") ? " else" : ""))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select 1; select 2;                                        | 12",
        "\\if :a~select 1;~\\endif~select 2;                        | 12 2",
        "\\if :a~select 1;~\\else~select 2;~\\endif~select 3;       | 13 23",
        "\\if :a~select 1;~\\elif :b~select 2;~\\else~select 3;~\\endif | 1 2 3",
        "\\if :a~select 1;~\\elif :b~select 2;~\\endif               | 1 2 ''",
        "\\if :a~\\if :b~select 1;~\\else~select 2;~\\endif~\\else~select 3;~\\endif | 1 3",
        "\\if :a~select 1;~\\endif~\\if :b~select 2;~\\else~select 3;~\\endif | 12 3",
        "\\if :a~select 1;                                          | 1 ''",
        "\\endif~select 1;                                          | 1",
        "select~\\if :a~ 1~\\else~ 2~\\endif~; select 3;            | 123 123",
      })
  void eachWayHasOneBranchOfEachBlock(String sql, String ways) {
    MigrationScript script = script(sql);

    List<String> numbers =
        Branches.of(script.script().parts()).ways().stream()
            .map(
                way ->
                    way.stream()
                        .filter(ScriptPart.Sql.class::isInstance)
                        .map(part -> script.script().text((ScriptPart.Sql) part))
                        .reduce("", String::concat)
                        .replaceAll("[^0-9]", ""))
            .map(number -> number.isEmpty() ? "''" : number)
            .toList();

    assertThat(String.join(" ", numbers)).isEqualTo(ways);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A table that has a key on one way only.
        "\\if :a~create table t (id int);~\\else~create table t (id int primary key);~\\endif | 2",
        "\\if :a~create table t (id int primary key);~\\else~create table t (id int);~\\endif | 4",
        "create table t (id int);~\\if :a~alter table t add primary key (id);~\\endif | 1 else",
        "create table t (id int);~\\if :a~select 1;~\\else~alter table t add primary key (id);~\\endif | 1",
        "\\if :a~create table t (id int);~alter table t add primary key (id);~\\endif | ''",
        "\\if :a~create table t (id int);~\\else~create table t (a int);~\\endif~alter table t add primary key (id); | ''",
        "\\if :a~create table t (id int);~\\endif | 2",
      })
  void aKeyIsAskedForWhereOneWayHasNone(String sql, String lines) {
    assertThat(hazards("require-primary-key", sql))
        .isEqualTo(lines.isEmpty() || lines.equals("''") ? List.of() : List.of(lines));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\if :a~create table t (id int);~\\else~create table t (id int);~\\endif",
        "\\if :a~create table t (a int);~\\endif~create table t (b int);",
        "create table t (a int);~\\if :a~drop table t;~\\else~alter table t drop column a;~\\endif",
        "create table t (a int);~\\if :a~alter table t add b int;~\\endif~alter table t add b int;",
        "create table t (a int);~create view v as select a from t;~\\if :a~drop view v;~\\endif"
            + "~alter table t drop column a;",
        "\\if :a~begin;~create index concurrently i on t (a);~commit;~\\endif",
      })
  void whereABranchDecidesNothingIsRefusedForCertain(String sql) {
    assertThat(check(sql).hazards().stream().flatMap(hazard -> hazard.refusal().stream()))
        .noneMatch(Refusal.Certain.class::isInstance);
  }

  @Test
  void anUndecidedBlockIsReportedOnceWithWhatToDo() {
    ScriptReport report =
        check("\\if :a~select 1;~\\elif :b~select 2;~\\else~select 3;~\\endif~select 4;");

    assertThat(report.unanalysed()).hasSize(1);
    assertThat(report.unanalysed().getFirst().advice().orElseThrow()).contains("--values");
    assertThat(report.statements()).hasSize(4);
  }

  /// What is known is of the database before.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\connect other | 0",
        "\\c other | 0",
        "\\c - bob | 1",
        "\\connect | 1",
      })
  void inAnotherDatabaseNothingIsKnown(String command, int refusals) {
    ScriptReport report =
        check(
            "create table t (a int, b int);~create view v as select a from t;~"
                + command
                + "~alter table t drop column a;");

    assertThat(report.hazards().stream().filter(hazard -> hazard.refusal().isPresent()))
        .hasSize(refusals);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 'drop table t' \\gexec",
        "\\copy t from 'x'",
        "\\connect x",
        "\\set x `date`",
        "select 1 as x \\gset",
        "\\! ls",
        "\\i missing.sql",
        "\\echo `id`",
        "\\if :x~\\endif",
      })
  void aCommandThatIsNotSeenIsReportedAndTheRestChecked(String command) {
    ScriptReport report = check(command + "~drop table gone;");

    assertThat(report.unanalysed()).hasSize(1);
    assertThat(report.unanalysed().getFirst().advice()).isPresent();
    assertThat(report.hazards()).extracting(Hazard::rule).contains("drop-table");
  }
}
