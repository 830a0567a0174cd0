package dev.ballast.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import dev.ballast.sql.script.ScriptPart;
import org.junit.jupiter.api.Test;

class LiquibaseReaderTest {
  private final MigrationSet set = Told.read("liquibase");

  @Test
  void takesEachChangesetForAMigration() {
    assertThat(set.tool()).isEqualTo(Tool.LIQUIBASE);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED anna:1 (users and what they own) 001.sql:7 WRAPPED 2"
                + " <- 001.sql:9 WRAPPED 2",
            "VERSIONED anna:add index () 001.sql:14 PER_STATEMENT 1 <- 001.sql:16 PER_STATEMENT 2",
            "REPEATABLE ben:3 () 001.sql:21 ONE_QUERY 1 <- 001.sql:0 ONE_QUERY 0",
            "VERSIONED ben:4 () 001.sql:25 WRAPPED 2 <- 001.sql:0 WRAPPED 0",
            "VERSIONED ben:6 () 001.sql:41 WRAPPED 2",
            "VERSIONED ben:6 () 001.sql:51 WRAPPED 2",
            "VERSIONED anna:9 () 001.sql:0 WRAPPED 0",
            "VERSIONED carl:1 () 003.sql:4 WRAPPED 1");
  }

  @Test
  void tellsWhatLiquibaseWouldRefuseOrOverlook() {
    assertThat(Told.problems(set).stream().filter(it -> !it.contains("down-missing")))
        .containsExactlyInAnyOrder(
            "ERROR changeset-unnamed 001.sql:53",
            "INFO changeset-left-out 001.sql:34",
            "INFO changeset-left-out 001.sql:47",
            "ERROR version-duplicate 001.sql:50",
            "WARNING file-empty 001.sql:56",
            "WARNING file-not-a-migration 002.sql:0",
            "WARNING statement-outside 003.sql:3",
            "INFO rollback-elsewhere 003.sql:5");
  }

  @Test
  void readsRollbacksOutOfTheirCommentsAtTheirPlaces() {
    MigrationScript down = set.migrations().getFirst().down().orElseThrow();

    assertThat(Told.parts(down))
        .containsExactly("drop table größen", "drop table" + " ".repeat(11) + "   users");
    assertThat(down.script().source()).isSameAs(set.migrations().getFirst().up().script().source());
    ScriptPart second = down.script().parts().getLast();
    assertThat(down.script().source().position(second.span().start())).hasToString("10:12");
    assertThat(Told.parts(set.migrations().get(1).down().orElseThrow()))
        .containsExactly("drop index concurrently users_id", "select 2");
  }

  @Test
  void cutsAtTheDelimiterOfTheChangesetAndLeavesIgnoredLinesOut() {
    assertThat(Told.parts(set.migrations().get(3).up()))
        .containsExactly(
            "create function g() returns int language sql\nbegin atomic\n  select 1;\nend",
            "select 4");
    assertThat(Told.parts(set.migrations().get(4).up())).containsExactly("select 6", "select 66");
  }
}
