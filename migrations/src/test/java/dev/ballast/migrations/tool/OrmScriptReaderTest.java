package dev.ballast.migrations.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the tools write, run once each: Alembic 1.20, Django 5.2; EF Core by its documentation.
class OrmScriptReaderTest {
  @Test
  void alembicsOwnTableIsLeftOutAndADowngradeIsAWayBack() {
    MigrationSet set = Told.read("alembic");

    assertThat(set.tool()).isEqualTo(Tool.ALEMBIC);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED b1b2c3d4e5f6 (1_upgrade.sql) 1_upgrade.sql:1 PER_STATEMENT 7",
            "VERSIONED b1b2c3d4e5f6 (2_downgrade.sql) 2_downgrade.sql:0 PER_STATEMENT 0"
                + " <- 2_downgrade.sql:1 PER_STATEMENT 3");
    assertThat(Told.problems(set)).isEmpty();
  }

  @Test
  void whatStandsInTheBlocksOfEfCoreIsRead() {
    MigrationSet set = Told.read("ef_core", "idempotent.sql");
    List<String> parts = Told.parts(set.migrations().getFirst().up());

    assertThat(set.tool()).isEqualTo(Tool.EF_CORE);
    assertThat(parts).hasSize(4);
    assertThat(parts.get(0)).isEqualTo("START TRANSACTION");
    assertThat(parts.get(1)).startsWith("CREATE TABLE \"Users\" (");
    assertThat(parts.get(2)).isEqualTo("COMMIT");
    assertThat(parts.get(3)).startsWith("CREATE INDEX CONCURRENTLY");
    assertThat(Told.problems(set)).containsExactly("ERROR ef-statement-in-block idempotent.sql:31");
  }

  @Test
  void aPlainScriptOfEfCoreIsReadToo() {
    MigrationSet set = Told.read("ef_core", "plain.sql");

    assertThat(set.tool()).isEqualTo(Tool.EF_CORE);
    assertThat(Told.migrations(set))
        .containsExactly("VERSIONED 20260103000000_Name (plain.sql) plain.sql:1 PER_STATEMENT 3");
  }

  /// As projects have them that name columns in lower case, keep the table in a schema, or have
  /// older versions of the tool.
  @Test
  void scriptsOfEfCoreAreReadInEachSpelling() {
    MigrationSet set = Told.read("ef_core_spellings");

    assertThat(set.tool()).isEqualTo(Tool.EF_CORE);
    assertThat(set.migrations().stream().map(Migration::version))
        .containsExactly("20260102000000_Name", "20260103000000_Old", "20260104000000_Plain");
    List<String> snake = Told.parts(set.migrations().get(0).up());
    assertThat(snake).hasSize(4);
    assertThat(snake.get(1)).startsWith("DO $EF$").contains("CREATE SCHEMA shop");
    assertThat(snake.get(2)).isEqualTo("ALTER TABLE shop.users ADD name text");
    assertThat(Told.parts(set.migrations().get(1).up()))
        .containsExactly("ALTER TABLE \"Users\" ADD \"Age\" integer");
    assertThat(Told.parts(set.migrations().get(2).up()))
        .containsExactly("START TRANSACTION", "ALTER TABLE users ADD b integer", "COMMIT");
  }

  @Test
  void aCommentThatNamesTheTableOfEfCoreIsNoScriptOfIt() {
    assertThat(Told.readInput("-- INSERT INTO \"__EFMigrationsHistory\" by hand\nselect 1;").tool())
        .isEqualTo(Tool.PLAIN_SQL);
  }

  @Test
  void djangoWritesPlainSqlAndSaysWhatIsNone() {
    MigrationSet set = Told.read("django");

    assertThat(set.tool()).isEqualTo(Tool.PLAIN_SQL);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 0001 () 0001.sql:1 PER_STATEMENT 4",
            "VERSIONED 0002 () 0002.sql:4 PER_STATEMENT 1",
            "VERSIONED 0003 () 0003.sql:1 PER_STATEMENT 2");
    assertThat(Told.problems(set)).containsExactly("WARNING operation-not-sql 0003.sql:5");
  }
}
