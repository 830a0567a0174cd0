package dev.ballast.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.source.MigrationSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.change.ChangeFactory;
import liquibase.database.core.PostgresDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Liquibase itself says which changes it takes back.
class RollbacksTest {
  @TempDir private Path folder;

  @Test
  void changesWithAnInverseAreThoseThatLiquibaseTakesBackByItself() {
    ChangeFactory factory = Scope.getCurrentScope().getSingleton(ChangeFactory.class);
    PostgresDatabase database = new PostgresDatabase();

    // Liquibase never comes behind a stop.
    assertThat(factory.getDefinedChanges())
        .filteredOn(name -> !name.equals("stop"))
        .allSatisfy(
            name -> {
              Change change = factory.create(name);
              assertThat(Rollbacks.hasInverse(name) || ChangelogFile.WITHOUT_EFFECT.contains(name))
                  .as(name)
                  .isEqualTo(change.supportsRollback(database));
            });
  }

  @Test
  void onlyAChangeThatLiquibaseCannotTakeBackLacksAWayBackInItsOwnLine() throws IOException {
    Files.writeString(folder.resolve("script.sql"), "update t set a = 1;\n");
    Files.writeString(
        folder.resolve("changelog.yaml"),
        """
        databaseChangeLog:
        - changeSet:
            id: back
            author: a
            changes:
            - sql: {sql: "select 1"}
            rollback: {sql: {sql: "select 2"}}
        - changeSet:
            id: inverse
            author: a
            changes:
            - createTable: {tableName: t, columns: [{column: {name: a, type: int}}]}
            - createIndex: {tableName: t, indexName: i, columns: [{column: {name: a}}]}
            - tagDatabase: {tag: v1}
        - changeSet:
            id: tag
            author: a
            changes:
            - tagDatabase: {tag: v2}
        - changeSet:
            id: mixed
            author: a
            changes:
            - renameColumn: {tableName: t, oldColumnName: a, newColumnName: b}
            - dropTable: {tableName: gone}
        - changeSet:
            id: file
            author: a
            changes:
            - sqlFile: {path: script.sql}
            - addColumn: {tableName: t, columns: [{column: {name: c, type: int}}]}
        - changeSet:
            id: file with a way back
            author: a
            changes:
            - addColumn: {tableName: t, columns: [{column: {name: d, type: int}}]}
            - sqlFile: {path: script.sql}
            rollback: {sql: {sql: "select 3"}}
        """);

    MigrationSet set = MigrationSources.read(SourceRequest.of(folder, List.of(".")));

    assertThat(Told.problems(set))
        .containsExactly(
            "INFO down-missing changelog.yaml:25", "INFO down-missing changelog.yaml:30");
    assertThat(set.migrations().getLast().up().file()).isEqualTo("script.sql");
    assertThat(Told.parts(set.migrations().getLast().down().orElseThrow()))
        .containsExactly("select 3");
  }

  @Test
  void aChangesetOfFormattedSqlLacksItInItsOwnLine() throws IOException {
    Files.writeString(
        folder.resolve("a.sql"),
        """
        --liquibase formatted sql
        --changeset a:1
        create table t (a int);
        --rollback drop table t;

        --changeset a:2
        alter table t add b int;

        --changeset a:3
        select 1;
        --rollback not required
        """);

    assertThat(Told.problems(MigrationSources.read(SourceRequest.of(folder, List.of(".")))))
        .containsExactly("INFO down-missing a.sql:6");
  }
}
