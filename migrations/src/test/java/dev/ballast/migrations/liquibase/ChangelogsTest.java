package dev.ballast.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.source.MigrationSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @TempDir Path folder;

  private List<String> problems(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
    MigrationSet read = MigrationSources.read(SourceRequest.of(folder, List.of(".")));
    return Told.problems(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.xml | <foo><databaseChangeLog/></foo> | ERROR changelog-unreadable a.xml:1",
        "a.xml | <databaseChangeLog/> | WARNING file-empty a.xml:1",
        "a.xml | <databaseChangeLog><changeset id='1'/></databaseChangeLog>"
            + " | ERROR changelog-unreadable a.xml:1",
        "a.xml | <!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><databaseChangeLog>&e;"
            + "</databaseChangeLog> | ERROR changelog-unreadable a.xml:1",
        "a.json | {'databaseChangeLog': 'hello'} | ERROR changelog-unreadable a.json:1",
        "a.json | {'databaseChangeLog': [], 'databaseChangeLog': []}"
            + " | ERROR changelog-unreadable a.json:1",
        "a.json | {'databaseChangeLog': [{'changeSet': {'id': 1, 'author': 'a', 'changes': ["
            + "{'dropTable': {'tableName': \"a\\u0000\"}}]}}]} | ERROR changelog-unreadable a.json:1",
        "a.json | {'databaseChangeLog': [{'changeSet': {'id': 1, 'author': 'a', 'changes': ["
            + "{'createView': {'viewName': 'v', 'path': 'v.sql'}}]}}]}"
            + " | WARNING change-not-read a.json:1",
        "a.yml | `databaseChangeLog: &x [*x]` | ERROR changelog-unreadable a.yml:1"
      })
  void whatIsNoChangelogIsReported(String file, String text, String problem) throws IOException {
    assertThat(problems(file, text)).contains(problem);
  }

  @Test
  void whatAnchorsStandForIsBounded() throws IOException {
    StringBuilder text = new StringBuilder("databaseChangeLog:\n- a0: &a0 {k: v}\n");
    for (int i = 1; i < 30; i++) {
      text.append("- a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }

    assertThat(problems("a.yaml", text.toString())).hasSize(1);
    assertThat(problems("a.yaml", text.toString()).getFirst())
        .startsWith("ERROR changelog-unreadable a.yaml");
  }

  @Test
  void whatModifiesSqlInAnUnknownWayIsReported() throws IOException {
    String text =
        """
        databaseChangeLog:
        - changeSet:
            id: 1
            author: a
            changes:
            - sql: select 1
            - customChange: {class: com.example.Seed}
            modifySql:
              regExpReplace: {replace: "(a+)+$", with: b}
        - include: {file: gone.yaml}
        """;

    assertThat(problems("a.yaml", text))
        .contains("WARNING change-not-read a.yaml:7", "WARNING change-not-read a.yaml:9");
  }

  @Test
  void anIncludedFolderIsReadByTheEndsOfNames() throws IOException {
    Files.createDirectory(folder.resolve("in"));
    String inner =
        "databaseChangeLog:\n- changeSet: {id: %s, author: a, changes: [sql: select 1]}\n";
    Files.writeString(folder.resolve("in/a.up.yaml"), inner.formatted("1"));
    Files.writeString(folder.resolve("in/b.yaml"), inner.formatted("2"));
    Files.writeString(
        folder.resolve("root.yaml"),
        "databaseChangeLog:\n- includeAll: {path: in, endsWithFilter: .UP.yaml}\n");

    MigrationSet read = MigrationSources.read(SourceRequest.of(folder, List.of("root.yaml", "in")));

    assertThat(read.migrations().stream().map(it -> it.version() + " " + it.listings().size()))
        .containsExactlyInAnyOrder("a:1 1", "a:2 0");
  }

  @Test
  void everyKeyOfAnItemIsRead() throws IOException {
    String text =
        """
        databaseChangeLog:
        - property: {name: x, value: y}
          changeSet:
            id: 1
            author: a
            changes:
            - dropTable: {tableName: t}
              dropView: {viewName: v}
        """;

    assertThat(problems("a.yaml", text)).isEmpty();
    assertThat(
            Told.parts(
                MigrationSources.read(SourceRequest.of(folder, List.of(".")))
                    .migrations()
                    .getFirst()
                    .up()))
        .containsExactly("DROP TABLE t", "DROP VIEW v");
  }
}
