package dev.ballast.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.file.NaturalOrder;
import dev.ballast.migrations.source.MigrationSources;
import java.util.List;
import org.junit.jupiter.api.Test;

/// golang-migrate and plain SQL, which encode everything in the names of files and folders.
class NamedReadersTest {
  @Test
  void pairsTheFilesOfGolangMigrate() {
    MigrationSet set = Told.read("golang_migrate");

    assertThat(set.tool()).isEqualTo(Tool.GOLANG_MIGRATE);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 000001 (users) 000001_users.up.sql:1 ONE_QUERY 2"
                + " <- 000001_users.down.sql:1 ONE_QUERY 2",
            "VERSIONED 000002 (also two) 000002_also_two.up.sql:1 ONE_QUERY 2",
            "VERSIONED 000002 (more users) 000002_more_users.up.sql:1 ONE_QUERY 2",
            "VERSIONED 000004 (gap) 000004_gap.up.sql:1 ONE_QUERY 2",
            "VERSIONED 000010 (late) 000010_late.up.sql:1 ONE_QUERY 2"
                + " <- 000010_late.down.sql:1 ONE_QUERY 2");
    assertThat(Told.problems(set))
        .containsExactlyInAnyOrder(
            "ERROR version-duplicate 000002_more_users.up.sql:0",
            "WARNING version-missing 000004_gap.up.sql:0",
            "WARNING version-missing 000010_late.up.sql:0",
            "WARNING undo-without-version 000003_gone.down.sql:0",
            "INFO down-missing 000002_also_two.up.sql:0",
            "INFO down-missing 000002_more_users.up.sql:0",
            "INFO down-missing 000004_gap.up.sql:0");
  }

  /// The tool does not look into folders below its own, so these are no files of it.
  @Test
  void takesNumberedFoldersForPlainSql() {
    MigrationSet set = Told.read("numbered_folders");

    assertThat(set.tool()).isEqualTo(Tool.PLAIN_SQL);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 01 (a) 1/01_a.up.sql:1 PER_STATEMENT 1",
            "VERSIONED 02 (b) 1/02_b.up.sql:1 PER_STATEMENT 1",
            "VERSIONED 01 (c) 2/01_c.up.sql:1 PER_STATEMENT 1");
    assertThat(Told.problems(set)).isEmpty();
  }

  @Test
  void ordersPlainFilesAsPeopleCount() {
    MigrationSet set = Told.read("plain");

    assertThat(set.tool()).isEqualTo(Tool.PLAIN_SQL);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 1 (a) 1_a.sql:1 PER_STATEMENT 1",
            "VERSIONED 1 (z) 1_z.sql:0 PER_STATEMENT 0",
            "VERSIONED 2 (b) 2_b.sql:1 PER_STATEMENT 1",
            "VERSIONED 10 (c) 10_c.sql:1 PER_STATEMENT 1");
    assertThat(Told.problems(set))
        .containsExactlyInAnyOrder(
            "WARNING version-duplicate 1_z.sql:0", "WARNING file-empty 1_z.sql:0");
  }

  @Test
  void findsTheWayBackOfPlainFiles() {
    assertThat(Told.migrations(Told.read("plain_pairs")))
        .containsExactly(
            "VERSIONED  (a) a.up.sql:1 PER_STATEMENT 1 <- a.down.sql:1 PER_STATEMENT 1",
            "VERSIONED  (b) b.up.sql:1 PER_STATEMENT 1");
    assertThat(Told.problems(Told.read("plain_pairs")))
        .containsExactlyInAnyOrder(
            "WARNING undo-without-version c.undo.sql:0", "INFO down-missing b.up.sql:0");
    assertThat(Told.migrations(Told.read("plain_folders")))
        .containsExactly(
            "VERSIONED 1 (a) up/1_a.sql:1 PER_STATEMENT 1 <- down/1_a.sql:1 PER_STATEMENT 1",
            "VERSIONED 2 (b) up/2_b.sql:1 PER_STATEMENT 1");
  }

  @Test
  void readsTheFoldersOfDiesel() {
    MigrationSet set = Told.read("diesel");

    assertThat(set.tool()).isEqualTo(Tool.DIESEL);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 20241231000000 (old) 2024-12-31-000000_old/up.sql:1 WRAPPED 1",
            "VERSIONED 20250625 (short) 20250625_short/up.sql:1 WRAPPED 1",
            "VERSIONED 20260101000000 (users) 2026-01-01-000000_users/up.sql:1 WRAPPED 1"
                + " <- 2026-01-01-000000_users/down.sql:1 WRAPPED 1",
            "VERSIONED 20260102000000 (index) 2026-01-02-000000_index/up.sql:1 ONE_QUERY 1");
  }

  /// Diesel compares versions without their hyphens; a stray file changes nothing of that.
  @Test
  void ordersBothSpellingsOfADateOfDiesel() {
    MigrationSet set = Told.read("diesel_dates");

    assertThat(set.tool()).isEqualTo(Tool.DIESEL);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 00000000000000 (setup) 00000000000000_setup/up.sql:1 WRAPPED 1",
            "VERSIONED 20170318181441 (same) 2017-03-18-181441_same/up.sql:1 WRAPPED 1",
            "VERSIONED 20170318181441 (downloads) 20170318181441_downloads/up.sql:1 WRAPPED 1"
                + " <- 20170318181441_downloads/down.sql:1 WRAPPED 1",
            "VERSIONED 20240412144536 (no transaction)"
                + " 2024-04-12-144536_no_transaction/up.sql:1 ONE_QUERY 1");
    assertThat(Told.problems(set))
        .containsExactlyInAnyOrder(
            "ERROR version-duplicate 20170318181441_downloads/up.sql:0",
            "WARNING undo-without-version 20300101000000_gone/down.sql:0",
            "WARNING file-not-a-migration notes.sql:0",
            "INFO down-missing 00000000000000_setup/up.sql:0",
            "INFO down-missing 2017-03-18-181441_same/up.sql:0",
            "INFO down-missing 2024-04-12-144536_no_transaction/up.sql:0");
  }

  /// The file for PostgreSQL takes the place of the one for all; those for others are not read.
  @Test
  void takesTheFilesOfPopForPostgres() {
    MigrationSet set = Told.read("pop");

    assertThat(set.tool()).isEqualTo(Tool.POP);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 20200101000000000000 (users) 20200101000000000000_users.up.sql:1 WRAPPED 1"
                + " <- 20200101000000000000_users.down.sql:1 WRAPPED 1",
            "VERSIONED 20200102000000000000 (key)"
                + " 20200102000000000000_key.postgres.up.sql:1 WRAPPED 1",
            "VERSIONED 20200103000000000000 (index)"
                + " 20200103000000000000_index.up.autocommit.sql:1 ONE_QUERY 1",
            "VERSIONED 20200106000000000000 (index)"
                + " 20200106000000000000_index.autocommit.up.sql:1 ONE_QUERY 1");
    assertThat(Told.problems(set))
        .containsExactlyInAnyOrder(
            "INFO other-dialect 20200101000000000000_users.mysql.up.sql:0",
            "WARNING undo-without-version 20200105000000000000_gone.down.sql:0",
            "INFO down-missing 20200102000000000000_key.postgres.up.sql:0",
            "INFO down-missing 20200103000000000000_index.up.autocommit.sql:0",
            "INFO down-missing 20200106000000000000_index.autocommit.up.sql:0");
  }

  /// 20250625 is the smaller number and the later text.
  @Test
  void ordersTheFoldersOfPrismaAsText() {
    MigrationSet plain = Told.read("prisma");
    MigrationSet dates = Told.read("prisma_dates");

    assertThat(plain.tool()).isEqualTo(Tool.PRISMA);
    assertThat(Told.migrations(plain))
        .containsExactly(
            "VERSIONED 20260101000000 (init) 20260101000000_init/migration.sql:1 ONE_QUERY 1",
            "VERSIONED 20260102000000 (more) 20260102000000_more/migration.sql:1 ONE_QUERY 1");
    assertThat(Told.migrations(dates))
        .containsExactly(
            "VERSIONED 20230101000000 (first) 20230101000000_first/migration.sql:1 ONE_QUERY 1"
                + " <- 20230101000000_first/down.sql:1 ONE_QUERY 1",
            "VERSIONED 20250625 (second) 20250625_second/migration.sql:1 ONE_QUERY 1");
    assertThat(Told.problems(dates))
        .containsExactly("INFO down-missing 20250625_second/migration.sql:0");
  }

  @Test
  void followsTheJournalOfDrizzle() {
    MigrationSet set = Told.read("drizzle");

    assertThat(set.tool()).isEqualTo(Tool.DRIZZLE);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 0000 (users) 0000_users.sql:1 WRAPPED 1",
            "VERSIONED 0002 (late) 0002_late.sql:1 WRAPPED 2",
            "VERSIONED 0001 (index) 0001_index.sql:1 WRAPPED 2");
    assertThat(Told.problems(set))
        .containsExactlyInAnyOrder(
            "ERROR drizzle-script-missing meta/_journal.json:7",
            "ERROR drizzle-script-missing meta/_journal.json:8",
            "WARNING file-not-a-migration seed.sql:0");
  }

  /// Drizzle cuts the text before anybody looks for comments.
  @Test
  void whatFollowsABreakpointOfDrizzleIsNoComment() {
    assertThat(Told.parts(Told.read("drizzle").migrations().get(1).up()))
        .containsExactly("ALTER TABLE \"users\" ADD COLUMN \"d\" integer", "DROP TABLE \"users\"");
  }

  @Test
  void takesTheWordOfTheOneWhoAsks() {
    SourceRequest request = SourceRequest.of(Told.folder("."), List.of("plain"));

    assertThat(MigrationSources.read(request.withTransaction(TransactionMode.WRAPPED)).migrations())
        .hasSize(4)
        .allMatch(migration -> migration.up().transaction() == TransactionMode.WRAPPED);
    assertThat(MigrationSources.read(request.withTool(Tool.FLYWAY)).migrations()).isEmpty();
  }

  @Test
  void countsNumbersOfAnyLength() {
    assertThat(NaturalOrder.INSTANCE.compare("9_x", "10_x")).isNegative();
    assertThat(NaturalOrder.INSTANCE.compare("009_x", "9_y")).isNegative();
    assertThat(NaturalOrder.INSTANCE.compare("123456789012345678901", "99")).isPositive();
    assertThat(NaturalOrder.INSTANCE.compare("a9", "a9b")).isNegative();
    assertThat(NaturalOrder.INSTANCE.compare("01", "1")).isNotZero();
    assertThat(NaturalOrder.INSTANCE.compare("x", "x")).isZero();
  }
}
