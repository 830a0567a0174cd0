package dev.ballast.migrations.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.SourceProblem;
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

  /// For each two tools whose folders look alike: by what the right one is known. A name may be
  /// followed by `=` and a text.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m/1_a/migration.sql m/migration_lock.toml            | PRISMA         |",
        "prisma/schema.prisma prisma/migrations/1_a/migration.sql | PRISMA     |",
        "m/1_a/migration.sql m/1_a/snapshot.json              | DRIZZLE        |",
        "m/1_a/migration.sql                                  | PRISMA         | tool-assumed",
        "0000_a.sql meta/_journal.json={\"entries\":[{\"tag\":\"0000_a\"}]} | DRIZZLE |",
        "diesel.toml m/1_a/up.sql m/1_a/down.sql              | DIESEL         |",
        "Cargo.toml=[dependencies]~diesel='2' m/1_a/up.sql | DIESEL         |",
        "m/00000000000000_diesel_initial_setup/up.sql          | DIESEL         |",
        "m/1_a/up.sql m/1_a/down.sql                          | DIESEL         | tool-assumed",
        "go.mod=golang-migrate/migrate m/1_a.up.sql | GOLANG_MIGRATE |",
        "go.mod=gobuffalo/pop m/1_a.up.sql | POP            |",
        "database.yml m/1_a.up.sql m/1_a.down.sql             | POP            |",
        "m/1_a.postgres.up.sql m/1_a.mysql.up.sql             | POP            |",
        "m/1_a.up.sql m/1_a.down.sql                          | GOLANG_MIGRATE | tool-assumed",
        "Cargo.toml=[dependencies]~sqlx='1' m/1_a.up.sql m/1_a.down.sql | SQLX  |",
        "Cargo.toml=[dependencies]~sqlx='1' m/1_a.sql | SQLX           |",
        "Cargo.toml=[dependencies]~refinery='1' m/V1__a.sql | REFINERY       |",
        "pom.xml m/V1__a.sql                                  | FLYWAY         |",
        "m/1_a.sql=--^migrate:up~select^1; | DBMATE         |",
        "m/1_a.sql=--^+goose^Up~select^1; | GOOSE          |",
        "m/1_a.sql=--^+migrate^Up~select^1; | SQL_MIGRATE    |",
        "m/001_a.sql=select^1;~----^create^above^/^drop^below^----~select^2; | TERN |",
        "m/1712345678901_a.sql=--^Up^Migration~select^1; | NODE_PG_MIGRATE |",
        "m/1_a.sql m/atlas.sum=h1:x~1_a.sql^h1:y | ATLAS          |",
        "m/1_a.up.sql m/atlas.sum=h1:x~1_a.up.sql^h1:y go.mod=golang-migrate/migrate | GOLANG_MIGRATE |",
        "supabase/migrations/1_a.sql                          | SUPABASE       |",
        "m/1_a.sql                                            | PLAIN_SQL      |",
      })
  void whatMarksATwinDecides(String files, Tool tool, String problem) throws IOException {
    for (String file : files.strip().split(" ", -1)) {
      String[] parts = file.split("=", 2);
      String text = parts[0].endsWith(".sql") ? "select 1;\n" : "";
      write(parts[0], parts.length == 1 ? text : parts[1].replace('~', '\n').replace('^', ' '));
    }

    MigrationSet set = read();

    assertThat(set.tool()).isEqualTo(tool);
    assertThat(set.migrations()).hasSize(1);
    assertThat(set.problems().stream().map(SourceProblem::id).filter(id -> id.startsWith("tool")))
        .isEqualTo(problem == null ? List.of() : List.of(problem));
  }

  /// A snapshot of the schema is none of the tool's migrations, wherever the tool keeps it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "migrations/1_a.sql=--^migrate:up~select^1; schema.sql | DBMATE",
        "migrate/20260101000000_a.rb structure.sql=DUMP | PLAIN_SQL",
        "migrate/20260101000000_a.rb animals_structure.sql=DUMP | PLAIN_SQL",
        "migrations/20260101000000_a.exs structure.sql=DUMP | PLAIN_SQL",
        "migrations/2026_01_01_000000_a.php schema/pgsql-schema.sql=DUMP | PLAIN_SQL",
        "migrations/V1__a.sql schema.sql                                 | FLYWAY",
        "migrations/V1__a.sql dump.sql=DUMP | FLYWAY",
        "migrations/1_a.sql=--^+goose^Up~select^1; schema.sql | GOOSE",
        "migrations/1_a.sql=--^+migrate^Up~select^1; schema.sql | SQL_MIGRATE",
        "migrations/1_a.up.sql go.mod=golang-migrate/migrate schema.sql | GOLANG_MIGRATE",
        "migrations/1_a/migration.sql migrations/migration_lock.toml schema.sql | PRISMA",
        "migrations/1_a/up.sql diesel.toml schema.sql                    | DIESEL",
        "migrations/1_a.sql migrations/atlas.sum=h1:x~1_a.sql^h1:y schema.sql | ATLAS",
        "sqitch.plan=%project=x~a^2026-01-01T00:00:00Z^me^<m@x>^#^a deploy/a.sql schema.sql | SQITCH",
        "drizzle/0_a.sql drizzle/meta/_journal.json={\"entries\":[{\"tag\":\"0_a\"}]} schema.sql=DUMP | DRIZZLE",
        "1_a.sql schema_dump.sql                                         | PLAIN_SQL",
      })
  void aSnapshotOfTheSchemaIsNoMigrationOfAnyTool(String files, Tool tool) throws IOException {
    String dump =
        "SET statement_timeout = 0;\nSELECT pg_catalog.set_config('search_path', '', false);\n";
    String last = "";
    for (String file : files.strip().split(" ", -1)) {
      String[] parts = file.split("=", 2);
      String text = parts[0].endsWith(".sql") ? "create table t (a int);\n" : "";
      String written = parts.length == 1 ? text : parts[1].replace('~', '\n').replace('^', ' ');
      write(parts[0], written.equals("DUMP") ? dump : written);
      last = parts[0];
    }

    MigrationSet set = read();

    assertThat(set.tool()).isEqualTo(tool);
    assertThat(set.migrations().stream().map(migration -> migration.up().file()))
        .doesNotContain(last);
    assertThat(Told.problems(set))
        .filteredOn(problem -> !problem.contains("program-not-read"))
        .containsExactly("INFO schema-snapshot " + last + ":0");
  }

  /// A version's first file is often a dump; who asks for a snapshot gets it.
  @Test
  void aDumpThatIsAMigrationIsRead() throws IOException {
    String dump = "--\n-- PostgreSQL database dump\n--\ncreate table t (a int);\n";
    write("V1__baseline.sql", dump);
    write("V2__b.sql", "select 1;\n");

    assertThat(read().migrations()).hasSize(2);
    assertThat(read().problems()).isEmpty();
  }

  /// 20250625 is the smaller number and the later text.
  @Test
  void foldersOfDrizzleAreReadInTheOrderOfTheirNames() throws IOException {
    for (String name : List.of("20250625_b", "20230101000000_a")) {
      write(
          name + "/migration.sql",
          "create table t%s ();--> statement-breakpoint\nselect 1;\n".formatted(name));
      write(name + "/snapshot.json", "{}");
    }
    write("notes.sql", "select 1;");

    MigrationSet set = read();

    assertThat(set.tool()).isEqualTo(Tool.DRIZZLE);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 20230101000000 (a) 20230101000000_a/migration.sql:1 WRAPPED 2",
            "VERSIONED 20250625 (b) 20250625_b/migration.sql:1 WRAPPED 2");
    assertThat(Told.problems(set)).containsExactly("WARNING file-not-a-migration notes.sql:0");
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
