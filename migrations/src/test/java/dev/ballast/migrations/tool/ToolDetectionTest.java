package dev.ballast.migrations.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.source.MigrationSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Folders as people have them, with what else is in them.
class ToolDetectionTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A folder for each release, and a folder for each day.
        "1/1_a.up.sql 1/1_a.down.sql 2/1_b.up.sql    | PLAIN_SQL      | 2",
        "2026/01/01_a.sql 2026/02/01_b.sql           | PLAIN_SQL      | 2",
        "2026-01-01-000000_a/up.sql                  | DIESEL         | 1",
        "20260101000000_a/migration.sql              | PRISMA         | 1",
        // What stands beside is no reason to take another tool.
        "README.md 1_a.sql 2_b.sql env.py            | PLAIN_SQL      | 2",
        "README.md 1_a.up.sql 1_a.down.sql embed.go  | GOLANG_MIGRATE | 1",
        "V1__a.sql V1__a.sql.conf pom.xml            | FLYWAY         | 1",
        "1_a.sql 2_b.sql schema.sql                  | PLAIN_SQL      | 2",
        "1_a.sql settings.json docker-compose.yaml   | PLAIN_SQL      | 1",
        "supabase/migrations/1_a.sql                 | SUPABASE       | 1",
        "my/supabase/migrations/1_a.sql other/1_b.sql | SUPABASE      | 2",
      })
  void whatStandsBesideMigrationsDoesNotDecide(String files, Tool tool, int migrations)
      throws IOException {
    for (String file : files.split(" ", -1)) {
      write(file, file.endsWith(".sql") ? "select 1;\n" : "{}\n");
    }

    MigrationSet set = read();

    assertThat(set.tool()).isEqualTo(tool);
    assertThat(set.migrations()).hasSize(migrations);
  }

  /// Each file is read, or named in a problem.
  @Test
  void nothingOfAMixtureIsPassedOver() throws IOException {
    write("1_plain.sql", "select 1;\n");
    write("2_goose.sql", "-- +goose Up\nselect 1;\n");
    write("3_goose.sql", "-- +goose Up\nselect 1;\n");
    write("V4__flyway.sql", "select 1;\n");
    write("5_dbmate.sql", "-- migrate:up\nselect 1;\n");
    write("6_atlas.sql", "-- atlas:txmode none\n\nselect 1;\n");
    write("0007_program.py", "pass\n");
    write("20260108000000_ecto.exs", "pass\n");
    write("20260109000000_Ef.cs", "pass\n");
    write("Migration20260110000000.ts", "pass\n");
    write("11_pgroll.yaml", "operations:\n  - sql:\n      up: select 1\n");
    write("structure.sql", "--\n-- PostgreSQL database dump\n--\n");

    MigrationSet set = read();

    TreeSet<String> told = new TreeSet<>();
    set.migrations().forEach(migration -> told.add(migration.up().file()));
    set.problems().forEach(problem -> told.add(problem.file()));
    assertThat(set.tool()).isEqualTo(Tool.GOOSE);
    try (var files = Files.list(folder)) {
      assertThat(told).containsAll(files.map(file -> file.getFileName().toString()).toList());
    }
    assertThat(Told.problems(set)).contains("WARNING tools-mixed 11_pgroll.yaml:0");
  }

  /// A folder of many files reads what is beside them once.
  @Test
  void aManifestIsReadOnceForAllFiles() throws IOException {
    write("Cargo.toml", "[dependencies]\nsqlx = \"0.8\"\n" + "# long\n".repeat(3_000_000));
    for (int number = 1; number <= 30; number++) {
      write("migrations/" + number + "_a.sql", "select 1;\n");
    }

    assertThat(read().tool()).isEqualTo(Tool.SQLX);
    assertThat(Told.problems(read())).isEmpty();
  }

  private MigrationSet read() {
    return MigrationSources.read(SourceRequest.of(folder, List.of(".")));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
