package dev.ballast.migrations.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Fault;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.MigrationsError;
import dev.ballast.migrations.PlaceholderValues;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v.env  | a=1~secret            | Line 2: it is not name=value.",
        "v.yaml | a: 1~b:~- secret      | Line 3: b is a list, of which no placeholder can be filled.",
        "v.yaml | a: {b: [{c: secret}]} | Line 1: a.b is a list, of which no placeholder can be filled.",
        "v.json | {\"a\": [\"secret\"]}  | Line 1: a is a list, of which no placeholder can be filled.",
        "v.toml | a = ['secret']        | Line 1: a is a list, of which no placeholder can be filled.",
        "v.toml | [[a]]~b = 'secret'    | Line 1: a is a list, of which no placeholder can be filled.",
        "v.toml | a = 1~a = 2           | Line 2: it is not TOML: the key a stands there twice.",
        "v.yml  | - secret              | Line 1: it is not a mapping.",
      })
  void whatIsNoFileOfValuesIsRefusedWithoutAValueInTheMessage(
      String file, String text, String detail) {
    Fault fault = refused(() -> ValuesFile.parse(Path.of(file), text.replace('~', '\n')));

    assertThat(fault.code()).isEqualTo(MigrationsError.VALUES_UNREADABLE);
    assertThat(fault).hasMessage("no values can be read from " + file);
    assertThat(fault.detail()).hasValue(detail);
    assertThat(fault.hint()).isPresent();
  }

  @Test
  void whatIsBrokenIsNamedByTheSyntaxOfItsFile() {
    assertThat(
            refused(() -> ValuesFile.parse(Path.of("v.json"), "{\"a\": ")).detail().orElseThrow())
        .startsWith("Line 1: it is not JSON: ");
    assertThat(refused(() -> ValuesFile.parse(Path.of("v.yml"), "{ a")).detail().orElseThrow())
        .startsWith("Line 1: it is not YAML: ");
  }

  @Test
  void aFileThatCannotBeReadSaysWhy() throws IOException {
    Fault missing = refused(() -> ValuesFile.read(folder.resolve("missing.yaml")));
    assertThat(missing.code()).isEqualTo(MigrationsError.VALUES_MISSING);
    assertThat(missing.hint()).isPresent();
    assertThat(refused(() -> ValuesFile.read(folder)).detail()).hasValue("It is a folder.");
    Files.write(folder.resolve("latin"), new byte[] {'a', '=', (byte) 0xFC});
    assertThat(refused(() -> ValuesFile.read(folder.resolve("latin"))).detail())
        .hasValue("It is not UTF-8.");
    Files.writeString(folder.resolve("large"), "#".repeat((1 << 20) + 1));
    assertThat(refused(() -> ValuesFile.read(folder.resolve("large"))).detail())
        .hasValue("It is larger than 1 MiB.");
  }

  private static Fault refused(ThrowingCallable reading) {
    return catchThrowableOfType(Fault.class, reading);
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
