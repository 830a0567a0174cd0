package dev.ballast.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import org.junit.jupiter.api.Test;

class ChangelogsTest {
  private final MigrationSet set = Told.read("liquibase_changelogs");

  @Test
  void readsChangesetsInTheOrderOfTheIncludes() {
    assertThat(set.tool()).isEqualTo(Tool.LIQUIBASE);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED ana:1 (two tables) root.xml:8 WRAPPED 2 <- root.xml:14 WRAPPED 2",
            "REPEATABLE yara:1 () changes/one.yaml:7 WRAPPED 1",
            "VERSIONED includeAll:raw (a.sql) all/a.sql:1 WRAPPED 1",
            "VERSIONED zoe:1 () all/b.sql:3 WRAPPED 1",
            "VERSIONED ana:3 () changes/script.sql:1 PER_STATEMENT 1",
            "VERSIONED ana:3 () root.xml:24 PER_STATEMENT 1");
  }

  @Test
  void reportsWhatWasNotRead() {
    assertThat(Told.problems(set).stream().filter(it -> !it.contains("down-missing")))
        .containsExactlyInAnyOrder(
            "ERROR changelog-unreadable all/broken.xml:3",
            "WARNING changelog-include-missing root.xml:19",
            "INFO changeset-left-out root.xml:20",
            "WARNING change-not-read root.xml:23",
            "WARNING file-empty root.xml:26",
            "WARNING file-not-a-migration stray.sql:0");
  }

  @Test
  void statementsStandInTheLinesOfTheirChanges() {
    Migration first = set.migrations().getFirst();

    assertThat(first.up().generated()).isTrue();
    assertThat(Told.parts(first.up()))
        .containsExactly(
            "CREATE TABLE orders (\nid integer, \n\nx integer)", "CREATE TABLE b (id integer)");
    assertThat(Told.parts(first.down().orElseThrow()))
        .containsExactly("drop table b", "drop table orders");
  }
}
