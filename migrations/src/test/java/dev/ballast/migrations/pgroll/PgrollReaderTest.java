package dev.ballast.migrations.pgroll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.SourceProblem;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.source.MigrationSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgrollReaderTest {
  private static final String BOUND = "SET lock_timeout = '500ms'";

  @Test
  void whatIsSqlIsReadAndTheOthersAreNamed() {
    MigrationSet set = Told.read("pgroll");

    assertThat(set.tool()).isEqualTo(Tool.PGROLL);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 02 (raw) 02_raw.json:4 PER_STATEMENT 2 <- 02_raw.json:4 PER_STATEMENT 2",
            "VERSIONED 03 (drop) 03_drop.yaml:4 PER_STATEMENT 5");
    assertThat(Told.problems(set))
        .containsExactly(
            "INFO pgroll-operation 01_users.yaml:2",
            "ERROR pgroll-refused 02_raw.json:4",
            "INFO pgroll-operation 02_raw.json:5",
            "ERROR pgroll-refused 03_drop.yaml:2",
            "INFO down-missing 03_drop.yaml:2",
            "ERROR pgroll-unreadable 04_broken.yaml:4",
            "INFO file-not-read values.yaml:0");
    assertThat(set.problems().getFirst().message())
        .isEqualTo("create_table: by pgroll (expand/contract), not judged");
  }

  @Test
  void statementsStandInTheLinesOfTheirOperations() {
    Migration drop = Told.read("pgroll").migrations().getLast();

    assertThat(Told.parts(drop.up()))
        .containsExactly(
            BOUND,
            "CREATE TABLE two (id bigint)",
            "CREATE TABLE three (id bigint)",
            "ALTER TABLE users DROP COLUMN \"Name\"",
            "DROP TABLE two");
    assertThat(drop.up().generated()).isTrue();
    assertThat(
            drop.up().script().parts().stream()
                .map(part -> drop.up().script().source().position(part.span().start()).line()))
        .containsExactly(4, 4, 5, 6, 10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- drop_index: {name: i}~- add_colum: {table: t}           | 3",
        "- sql: {down: select 1}                                   | 2",
        "- sql: {up: select 1, down: select 1, onComplete: true}   | 2",
        "- create_index: {name: i, table: t}~- sql: {up: select 1} | 3",
        "- create_index: {name: i, table: t}~- sql: {up: select 1, onComplete: true} | 0",
        "# first~- set_replica_identity: {table: t}                | 0",
        "- drop_multicolumn_constraint: {table: t}                 | 0",
        "- create_constraint: {table: t}                           | 0",
        "- rename_constraint: {table: t}                           | 0",
      })
  void whatPgrollRefusesIsReportedAndEachOperationNamed(
      String operations, int refused, @TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("01_a.yaml"), "operations:\n" + operations.replace('~', '\n') + "\n");

    List<SourceProblem> problems =
        MigrationSources.read(SourceRequest.of(folder, List.of(".")).withTool(Tool.PGROLL))
            .problems();

    assertThat(problems.stream().filter(it -> it.id().equals("pgroll-refused")))
        .extracting(SourceProblem::line)
        .isEqualTo(refused == 0 ? List.of() : List.of(refused));
    if (!operations.contains("- sql")) {
      assertThat(problems).extracting(SourceProblem::id).contains("pgroll-operation");
    }
  }

  @Test
  void severalStatementsOfOneTextAreOneQuery(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("1_a.yaml"), "operations:\n- sql: {up: create table t (a int)}\n");
    Files.writeString(
        folder.resolve("2_b.yaml"),
        "operations:\n- sql:\n    up: |\n      select 1;\n      select 2;\n");

    assertThat(MigrationSources.read(SourceRequest.of(folder, List.of("."))).migrations())
        .extracting(migration -> migration.up().transaction())
        .containsExactly(TransactionMode.PER_STATEMENT, TransactionMode.ONE_QUERY);
  }
}
