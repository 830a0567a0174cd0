package dev.ballast.migrations.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.SourceProblem;
import dev.ballast.migrations.file.FoundFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.TextFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.internal.configuration.ConfigUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlywayConfigurationTest {
  @TempDir Path folder;

  private final SourceProblems problems = new SourceProblems();

  private FlywaySettings read(String file, String text) throws IOException {
    return read(Map.of(file, text));
  }

  private FlywaySettings read(Map<String, String> texts) throws IOException {
    List<FoundFile> files = new ArrayList<>();
    for (String name : texts.keySet().stream().sorted().toList()) {
      Path path = folder.resolve(name);
      Files.writeString(path, texts.getOrDefault(name, ""));
      files.add(new FoundFile(name, name, path, false));
    }
    return FlywayConfiguration.read(files, new TextFiles(problems), problems);
  }

  private static final String CONF =
      """
      # the scripts
      flyway.locations=filesystem:sql,classpath:db\\migration
      flyway.placeholders.a=b c  \s
      flyway.placeholders.Multi=one\\
        two
      flyway.placeholders.win=c:\\x
       flyway.placeholders.sp = x=y
      flyway.placeholders.uni=\\u0041
      !flyway.placeholders.off=1
      flyway.placeholders.sql=a; b # c
      """;

  @Test
  void aConfHoldsTheValuesThatFlywayReadsFromIt() throws IOException {
    FlywaySettings settings = read("flyway.conf", CONF);

    Map<String, String> flyways =
        ConfigUtils.loadConfigurationFromReader(new StringReader(CONF)).entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("flyway.placeholders."))
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().substring("flyway.placeholders.".length()),
                    Map.Entry::getValue));
    assertThat(flyways).hasSize(6);
    assertThat(settings.placeholders().values()).containsAllEntriesOf(flyways);
    assertThat(settings.locations().stream().map(FlywayLocation::written))
        .containsExactly("filesystem:sql", "classpath:db\\migration");
    assertThat(settings.holds(Path.of("/x/src/main/resources/db/migration/a/V1.sql"))).isTrue();
    assertThat(settings.holds(Path.of("/x/sql/V1.sql"))).isTrue();
    assertThat(settings.holds(Path.of("/x/mysql/V1.sql"))).isFalse();
  }

  @Test
  void everySettingOfScriptsIsRead() throws IOException {
    FlywaySettings toml =
        read(
            "flyway.toml",
            """
            [environments.dev]
            url = "jdbc:postgresql://localhost/x" # of no concern
            [flyway]
            locations = [
              "filesystem:db/**/sql", # all
              's3:bucket',
            ]
            sqlMigrationPrefix = "M"
            undoSqlMigrationPrefix = "N"
            baselineMigrationPrefix = "O"
            repeatableSqlMigrationPrefix = "P"
            sqlMigrationSeparator = "--"
            sqlMigrationSuffixes = [".ddl", ".sql"]
            encoding = "ISO-8859-1"
            mixed = true
            executeInTransaction = false
            placeholderPrefix = "#["
            placeholderSuffix = "]"
            placeholderReplacement = true
            defaultSchema = "app"
            [flyway.placeholders]
            owner = "o\\"1"
            "from.env" = "${env.X}"
            """);

    assertThat(problems.all()).isEmpty();
    assertThat(toml.file()).hasValue("flyway.toml");
    assertThat(toml.names())
        .isEqualTo(
            new FlywayNames(
                new FlywayNames.Prefixes("M", "N", "O", "P"), "--", List.of(".ddl", ".sql")));
    assertThat(toml.encoding()).isEqualTo(StandardCharsets.ISO_8859_1);
    assertThat(toml.mixed()).isTrue();
    assertThat(toml.inTransaction()).isFalse();
    assertThat(toml.locationsKnown()).isFalse();
    assertThat(toml.holds(Path.of("/x/db/a/b/sql/V1.sql"))).isTrue();
    assertThat(toml.placeholders())
        .isEqualTo(
            new FlywayPlaceholders(
                true,
                "#[",
                "]",
                ":",
                Map.of(
                    "owner",
                    "o\"1",
                    "flyway:table",
                    "flyway_schema_history",
                    "flyway:defaultSchema",
                    "app")));
  }

  @Test
  void springBootsNamesOfSettingsAreReadInTheirForms() throws IOException {
    FlywaySettings yaml =
        read(
            "application.yml",
            """
            ---
            spring:
              flyway:
                locations: ['classpath:db/{vendor}']
                sql-migration-suffixes: .ddl
                placeholder-replacement: false
                placeholders:
                  schema: app
                  "[a.b]": c
            ---
            spring.config.activate.on-profile: prod
            spring.flyway.placeholders.schema: other
            """);
    assertThat(yaml.names().suffixes()).containsExactly(".ddl");
    assertThat(yaml.holds(Path.of("/p/db/postgresql/V1.ddl"))).isTrue();
    assertThat(yaml.placeholders().replaced()).isFalse();
    assertThat(yaml.placeholders().values())
        .containsEntry("schema", "app")
        .containsEntry("a.b", "c");

    FlywaySettings properties =
        read(
            "application.properties",
            "spring.flyway.sqlMigrationPrefix=W\nspring.flyway.placeholders.x=${X:y}\na=flyway");
    assertThat(properties.names().prefixes().versioned()).isEqualTo("W");
    assertThat(properties.placeholders().values()).doesNotContainKey("x");
  }

  @Test
  void anApplicationThatSaysNothingOfFlywayIsNone() throws IOException {
    assertThat(read("application.yml", "{ broken")).isEqualTo(FlywaySettings.DEFAULT);
    assertThat(read("application.properties", "a=flyway")).isEqualTo(FlywaySettings.DEFAULT);
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void whatCannotBeReadAndWhatIsNotUsedIsReported() throws IOException {
    read("flyway.toml", "[flyway]\nmixed = true mixed = true\n");
    read("flyway.conf", "flyway.encoding=klingon\n");
    read(Map.of("a.conf", "flyway.mixed=true", "b.conf", "flyway.mixed=true"));

    assertThat(problems.all().stream().map(it -> it.id() + " " + it.file() + ":" + it.line()))
        .containsExactly(
            "flyway-configuration-unused b.conf:0",
            "flyway-configuration-unreadable flyway.conf:0",
            "flyway-configuration-unreadable flyway.toml:2");
    assertThat(problems.all().stream().map(SourceProblem::message))
        .anyMatch(message -> message.contains("more than one entry"));
  }
}
