package dev.ballast.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.source.MigrationSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each file in a tool's folder is a migration, part of one, or reported by its name.
class NothingIsPassedOverTest {
  private static final List<String> ODD =
      List.of(
          "V99__x.sql.bak",
          "V99__x.ddl",
          "99_x.psql",
          "99_x.up.sql.orig",
          "99_x.SQL",
          "99_x.SQL~",
          "99_Ünïcode name.sql",
          "x.sql",
          "up.sql",
          "down.sql",
          "migration.sql",
          "beforeFoo.sql",
          "99_x.py",
          "V99__X.java",
          "afterMigrate.sh",
          "data.csv",
          "notes.txt",
          "noextension",
          "other.yaml",
          "other.xml",
          "sqitch.plan",
          "changelog.yaml");

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flyway",
        "flyway_configured",
        "liquibase",
        "liquibase_changelogs",
        "sqitch",
        "sqitch_configured",
        "dbmate",
        "goose",
        "golang_migrate",
        "prisma",
        "drizzle",
        "diesel",
        "plain",
        "plain_pairs"
      })
  void anOddFileInAToolsFolderIsReadOrNamed(String tool) throws IOException {
    Path folder = copy(Told.folder("/dev/ballast/migrations/" + tool));
    Tool known = read(folder, Optional.empty()).tool();
    for (Path place : folders(folder)) {
      for (String odd : ODD) {
        Path file = place.resolve(odd);
        if (Files.exists(file)) {
          continue;
        }
        Files.writeString(
            file, odd.equals("changelog.yaml") ? "databaseChangeLog: []" : "select 1;");

        String name = folder.relativize(file).toString();
        for (Optional<Tool> asked : List.of(Optional.of(known), Optional.<Tool>empty())) {
          assertThat(isNamed(read(folder, asked), name)).as(name + " as " + asked).isTrue();
        }
        Files.delete(file);
      }
    }
  }

  private static boolean isNamed(MigrationSet set, String name) {
    return set.problems().stream()
            .anyMatch(
                problem ->
                    problem.file().equals(name)
                        || List.of(problem.message().split("(: |, )", -1)).contains(name))
        || set.migrations().stream()
            .anyMatch(
                migration ->
                    migration.up().file().equals(name)
                        || migration.down().filter(down -> down.file().equals(name)).isPresent());
  }

  private static MigrationSet read(Path folder, Optional<Tool> tool) {
    SourceRequest request = SourceRequest.of(folder, List.of("."));
    return MigrationSources.read(tool.map(request::withTool).orElse(request));
  }

  private Path copy(Path from) throws IOException {
    Path to = temporary.resolve("copy");
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
    return to;
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isDirectory).toList();
    }
  }
}
