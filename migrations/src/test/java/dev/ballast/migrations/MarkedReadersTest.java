package dev.ballast.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// dbmate and goose, which keep both directions in one file behind marks.
class MarkedReadersTest {
  @Test
  void readsTheBlocksOfDbmate() {
    MigrationSet set = Told.read("dbmate");

    assertThat(set.tool()).isEqualTo(Tool.DBMATE);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 20260101000000 (users) 20260101000000_users.sql:3 WRAPPED 2"
                + " <- 20260101000000_users.sql:6 WRAPPED 1",
            "VERSIONED 20260102000000 (index) 20260102000000_index.sql:2 ONE_QUERY 1"
                + " <- 20260102000000_index.sql:5 ONE_QUERY 1",
            "VERSIONED 20260103000000 (no way back) 20260103000000_no_way_back.sql:2 WRAPPED 1",
            "VERSIONED 20260105000000 (early) 20260105000000_early.sql:3 WRAPPED 1");
    assertThat(Told.problems(set))
        .containsExactlyInAnyOrder(
            "ERROR up-missing 20260104000000_nothing.sql:0",
            "ERROR statement-outside 20260105000000_early.sql:2",
            "INFO schema-snapshot schema.sql:0",
            "INFO down-missing 20260103000000_no_way_back.sql:0",
            "INFO down-missing 20260105000000_early.sql:0");
  }

  @Test
  void readsTheDirectionsOfGoose() {
    MigrationSet set = Told.read("goose");

    assertThat(set.tool()).isEqualTo(Tool.GOOSE);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 00001 (users) 00001_users.sql:2 WRAPPED 2 <- 00001_users.sql:6 WRAPPED 1",
            "VERSIONED 00002 (function) 00002_function.sql:3 WRAPPED 2",
            "VERSIONED 00002 (twice) 00002_twice.sql:2 WRAPPED 1",
            "VERSIONED 00003 (index) 00003_index.sql:3 PER_STATEMENT 1"
                + " <- 00003_index.sql:5 PER_STATEMENT 1",
            "VERSIONED 00010 (cut) 00010_cut.sql:2 WRAPPED 2 <- 00010_cut.sql:9 WRAPPED 1");
    assertThat(Told.problems(set))
        .containsExactlyInAnyOrder(
            "ERROR version-duplicate 00002_twice.sql:0",
            "ERROR up-missing 00004_no_up.sql:0",
            "ERROR goose-block-open 00010_cut.sql:8",
            "ERROR goose-statement-cut 00010_cut.sql:4",
            "ERROR goose-semicolon-missing 00010_cut.sql:6",
            "INFO down-missing 00002_function.sql:0",
            "INFO down-missing 00002_twice.sql:0");
  }

  @Test
  void readsAnnotationsOfGooseInEitherCase() {
    MigrationSet set = Told.read("goose_cases");

    assertThat(set.tool()).isEqualTo(Tool.GOOSE);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 20250101000000 (a) 20250101000000_a.sql:3 PER_STATEMENT 2"
                + " <- 20250101000000_a.sql:11 PER_STATEMENT 1");
    assertThat(Told.problems(set))
        .containsExactlyInAnyOrder(
            "WARNING goose-annotation-unknown 20250101000000_a.sql:12",
            "WARNING program-not-read 20250102000000_b.go:0");
  }

  @Test
  void readsTheDirectionsOfSqlMigrate() {
    MigrationSet set = Told.read("sql_migrate");

    assertThat(set.tool()).isEqualTo(Tool.SQL_MIGRATE);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 2 (early) 2-early.sql:3 PER_STATEMENT 1 <- 2-early.sql:6 WRAPPED 1",
            "VERSIONED 3 (twice) 3_twice.sql:2 WRAPPED 2 <- 3_twice.sql:4 WRAPPED 1",
            "VERSIONED 4 (body) 4_body.sql:3 WRAPPED 2 <- 4_body.sql:15 WRAPPED 1",
            "VERSIONED 10 (late) 10_late.sql:2 WRAPPED 1",
            "VERSIONED  (named.sql) named.sql:2 WRAPPED 1");
    assertThat(Told.problems(set))
        .containsExactlyInAnyOrder(
            "ERROR sql-migrate-statement-cut 4_body.sql:11",
            "ERROR sql-migrate-semicolon-missing 4_body.sql:15",
            "ERROR up-missing 5_none.sql:0",
            "WARNING sql-migrate-annotation-unknown named.sql:3",
            "INFO down-missing 10_late.sql:0",
            "INFO down-missing named.sql:0");
  }
}
