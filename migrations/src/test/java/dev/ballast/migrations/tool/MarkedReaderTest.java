package dev.ballast.migrations.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import org.junit.jupiter.api.Test;

class MarkedReaderTest {
  @Test
  void nodePgMigrateRunsNothingBeforeTheMarkAndAllOfAFileWithoutOne() {
    MigrationSet set = Told.read("node_pg_migrate");

    assertThat(set.tool()).isEqualTo(Tool.NODE_PG_MIGRATE);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 1720000000001 (users) 1720000000001_users.sql:2 WRAPPED 1"
                + " <- 1720000000001_users.sql:4 WRAPPED 1",
            "VERSIONED 1720000000002 (name) 1720000000002-name.sql:1 WRAPPED 1",
            "VERSIONED 1720000000003 (lost) 1720000000003_lost.sql:4 WRAPPED 1");
    assertThat(Told.problems(set))
        .containsExactly(
            "INFO down-missing 1720000000002-name.sql:0",
            "INFO down-missing 1720000000003_lost.sql:0",
            "ERROR statement-outside 1720000000003_lost.sql:3",
            "WARNING program-not-read 1720000000004_program.js:0");
  }

  @Test
  void myBatisBeginsWithItsBootstrapAndUndoesWhatIsBelowTheMark() {
    MigrationSet set = Told.read("mybatis");

    assertThat(set.tool()).isEqualTo(Tool.MYBATIS);
    assertThat(Told.migrations(set))
        .containsExactly(
            "BASELINE  (bootstrap.sql) bootstrap.sql:1 WRAPPED 1",
            "VERSIONED 20260101000000 (users) 20260101000000_users.sql:3 WRAPPED 1"
                + " <- 20260101000000_users.sql:7 WRAPPED 1",
            "VERSIONED 20260102000000 (name) 20260102000000_name.sql:1 WRAPPED 1");
  }

  @Test
  void evolutionsCommitEachStatementAndWriteTwoSemicolonsForOne() {
    MigrationSet set = Told.read("evolutions");

    assertThat(set.tool()).isEqualTo(Tool.EVOLUTIONS);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 1 (1.sql) 1.sql:5 PER_STATEMENT 2 <- 1.sql:14 PER_STATEMENT 2",
            "VERSIONED 2 (2.sql) 2.sql:2 PER_STATEMENT 1 <- 2.sql:4 PER_STATEMENT 1");
    assertThat(Told.parts(set.migrations().getFirst().up()).getLast())
        .contains("RETURN 1;")
        .doesNotContain(";;");
    assertThat(Told.problems(set)).containsExactly("ERROR up-missing 10.sql:0");
  }

  /// A remark for readers, in files of another tool.
  @Test
  void aWordOfAMarkInASentenceIsNone() {
    assertThat(Told.read("unknown_marks").tool()).isEqualTo(Tool.PLAIN_SQL);
  }

  @Test
  void ternUndoesWhatIsBelowItsLine() {
    MigrationSet set = Told.read("tern");

    assertThat(set.tool()).isEqualTo(Tool.TERN);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 001 (users) 001_users.sql:1 WRAPPED 1 <- 001_users.sql:5 WRAPPED 1",
            "VERSIONED 002 (index) 002_index.sql:2 ONE_QUERY 1");
  }
}
