package dev.ballast.migrations.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.PlaceholderValues;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesFileTest {
  @TempDir Path folder;

  private static final PlaceholderValues VALUES =
      new PlaceholderValues(Map.of("schema", "app", "db.owner", "o", "lines", "a\nb", "n", "$1"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v.yaml | schema: app~db: {owner: o}",
        "v.json | {\"schema\": \"app\", \"db\": {\"owner\": \"o\"}}",
        "v.toml | schema = \"app\"~[db]~owner = 'o'",
        "v.env | # of the shop~export schema=app~~db.owner = \"o\""
      })
  void valuesAreReadInEachForm(String file, String text) {
    assertThat(ValuesFile.parse(Path.of(file), text.replace('~', '\n')).values())
        .isEqualTo(Map.of("schema", "app", "db.owner", "o"));
  }

  @Test
  void whatIsNoFileOfValuesIsRefusedWithoutAValueInTheMessage() throws IOException {
    assertThatThrownBy(() -> ValuesFile.parse(Path.of("v.env"), "a=1\nsecret"))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.detail()).hasValue("line 2 is not name=value."))
        .hasMessage("no values can be read from v.env");
    assertThatThrownBy(() -> ValuesFile.parse(Path.of("v.yml"), "{ a")).isInstanceOf(Fault.class);
    assertThatThrownBy(() -> ValuesFile.read(folder.resolve("missing"))).isInstanceOf(Fault.class);
    Files.write(folder.resolve("latin"), new byte[] {'a', '=', (byte) 0xFC});
    assertThatThrownBy(() -> ValuesFile.read(folder.resolve("latin"))).isInstanceOf(Fault.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "${schema}.t '${schema}' ${ schema } ~ app.t 'app' ${ schema }",
        "{{ schema }}{{schema}}{{- .schema -}}{{ .Values.db.owner }} ~ appappappo",
        "{{ schema | upper }} {% if schema %} ~ {{ schema | upper }} {% if schema %}",
        "<%= schema %> $(schema) %(schema)s ~ app app app",
        "${lines} {{ none }} ${n} ~ ${lines} {{ none }} $1"
      })
  void placesAreFilledByNameAndOthersStay(String text, String filled) {
    assertThat(VALUES.fill(text)).isEqualTo(filled);
  }

  @Test
  void eachToolsScriptsAreFilled() throws IOException {
    for (Tool tool : List.of(Tool.PLAIN_SQL, Tool.FLYWAY, Tool.GOLANG_MIGRATE)) {
      Path root = Files.createDirectories(folder.resolve(tool.name()));
      String name = tool == Tool.FLYWAY ? "V1__a.sql" : "1_a.up.sql";
      Files.writeString(root.resolve(name), "create table {{ schema }}.t ();\nselect ${none};\n");
      MigrationSet set = read(root, tool);

      Migration migration = set.migrations().getFirst();
      assertThat(Told.parts(migration.up()))
          .containsExactly("create table app.t ()", "select ${none}");
      assertThat(migration.up().generated()).isTrue();
    }
  }

  @Test
  void variablesOfPsqlAndPropertiesOfLiquibaseAreValues() throws IOException {
    Path plain = Files.createDirectories(folder.resolve("plain"));
    Files.writeString(plain.resolve("1.sql"), "select :'schema';\n\\set schema x\nselect :schema;");
    assertThat(Told.parts(read(plain, Tool.PLAIN_SQL).migrations().getFirst().up()))
        .contains("select 'app'", "select x");

    Path changelog = Files.createDirectories(folder.resolve("changelog"));
    Files.writeString(
        changelog.resolve("a.yaml"),
        """
        databaseChangeLog:
        - property: {name: schema, value: other}
        - changeSet:
            id: 1
            author: a
            changes:
            - dropTable: {schemaName: "${schema}", tableName: t}
        """);
    assertThat(Told.parts(read(changelog, Tool.LIQUIBASE).migrations().getFirst().up()))
        .containsExactly("DROP TABLE app.t");
  }

  private static MigrationSet read(Path root, Tool tool) {
    return MigrationSources.read(
        SourceRequest.of(root, List.of(".")).withTool(tool).withValues(VALUES));
  }
}
