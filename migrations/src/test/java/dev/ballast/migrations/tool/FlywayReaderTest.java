package dev.ballast.migrations.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.SourceProblem;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.source.MigrationSources;
import dev.ballast.sql.script.ScriptPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlywayReaderTest {
  private final MigrationSet set = Told.read("flyway");

  @Test
  void ordersVersionsAsNumbersThenRepeatablesByTitleBetweenCallbacks() {
    assertThat(set.tool()).isEqualTo(Tool.FLYWAY);
    assertThat(Told.migrations(set))
        .containsExactly(
            "CALLBACK  (beforeMigrate) beforeMigrate.sql:1 WRAPPED 1",
            "VERSIONED 1.0 (again) V1.0__again.sql:1 WRAPPED 1",
            "VERSIONED 1 (create users) V1__create_users.sql:1 WRAPPED 2",
            "VERSIONED 002.1 (first of two) V002.1__first_of_two.sql:1 WRAPPED 1",
            "VERSIONED 2.9 (underscores count as dots)"
                + " V2_9__underscores_count_as_dots.sql:1 WRAPPED 1"
                + " <- U2.9__underscores_count_as_dots.sql:1 WRAPPED 1",
            "BASELINE 2.9 (baseline) B2.9__baseline.sql:1 WRAPPED 1",
            "VERSIONED 2.10 (late) V2.10__late.sql:1 WRAPPED 1",
            "VERSIONED 3 (index) deep/V3__index.sql:2 PER_STATEMENT 1",
            "VERSIONED 4 (mixed) V4__mixed.sql:1 PER_STATEMENT 2",
            "VERSIONED 5 (configured) V5__configured.sql:1 PER_STATEMENT 1",
            "VERSIONED 6 (comment) V6__comment.sql:2 WRAPPED 1",
            "REPEATABLE  (a function) R__a_function.sql:1 WRAPPED 1",
            "REPEATABLE  (views) R__views.sql:1 WRAPPED 1",
            "CALLBACK  (afterMigrate: grants) afterMigrate__grants.sql:1 WRAPPED 1");
  }

  @Test
  void tellsWhatFlywayWouldRefuseOrOverlook() {
    assertThat(Told.problems(set).stream().filter(it -> !it.startsWith("INFO")))
        .containsExactlyInAnyOrder(
            "ERROR version-duplicate V1__create_users.sql:0",
            "WARNING file-not-a-migration notes.sql:0",
            "ERROR flyway-mixed-transaction V4__mixed.sql:2",
            "WARNING flyway-comment-without-effect V6__comment.sql:1",
            "WARNING undo-without-version U77__nothing_to_undo.sql:0");
  }

  @Test
  void missesTheWayBackOfVersionsOnlyAndOnlyWhereOthersHaveOne() {
    assertThat(Told.problems(set).stream().filter(it -> it.contains("down-missing")))
        .hasSize(8)
        .contains("INFO down-missing V4__mixed.sql:0")
        .noneMatch(it -> it.contains("R__") || it.contains("B2.9"));
    assertThat(Told.problems(Told.read("prisma"))).isEmpty();
  }

  @Test
  void tellsProblemsInTheOrderOfTheFiles() {
    assertThat(set.problems().stream().map(SourceProblem::file).distinct())
        .startsWith("U77__nothing_to_undo.sql", "V1.0__again.sql", "V1__create_users.sql")
        .endsWith("deep/V3__index.sql", "notes.sql");
  }

  @Test
  void followsTheConfigurationBesideTheScripts() {
    MigrationSet configured = Told.read("flyway_configured");

    assertThat(configured.tool()).isEqualTo(Tool.FLYWAY);
    assertThat(Told.migrations(configured))
        .containsExactly(
            "CALLBACK  (beforeEachMigrate) sql/beforeEachMigrate.sql:1 WRAPPED 1",
            "VERSIONED 1.2 (sizes) sql/M1.2-sizes.ddl:1 WRAPPED 4",
            "VERSIONED 1.3 (raw) sql/M1_3-raw.sql:1 PER_STATEMENT 1",
            "VERSIONED 1.10 (mixed) sql/M1.10-mixed.sql:1 PER_STATEMENT 2",
            "CALLBACK  (afterVersioned: count) sql/afterVersioned-count.sql:1 WRAPPED 1",
            "REPEATABLE  (views) sql/R-views.ddl:1 WRAPPED 1");
    assertThat(Told.problems(configured))
        .containsExactlyInAnyOrder(
            "WARNING file-not-a-migration other/M9-elsewhere.sql:0",
            "WARNING file-not-a-migration sql/V1__not_ours.sql:0",
            "WARNING program-not-read sql/V2__Java.kt:0");
  }

  @Test
  void fillsPlaceholdersAndLeavesThoseWithoutAValue() {
    MigrationSet configured = Told.read("flyway_configured", "sql");
    MigrationScript sizes = configured.migrations().get(1).up();

    assertThat(sizes.generated()).isTrue();
    assertThat(Told.parts(sizes))
        .containsExactly(
            "create table app.größe (id int) with (fillfactor = 70)",
            "comment on table app.größe is $$app$$",
            "insert into ${unknown}.t values (1)",
            "select 1");
    assertThat(
            sizes.script().parts().stream().map(part -> ((ScriptPart.Sql) part).variables().size()))
        .containsExactly(0, 0, 1, 0);
    assertThat(Told.parts(configured.migrations().get(2).up()).getFirst())
        .startsWith("#[schema] is left");
  }

  @Test
  void aPlaceholderWithoutAValueIsReportedWhereNoStatementIs(@TempDir Path folder)
      throws IOException {
    Files.writeString(
        folder.resolve("V1__a.sql"),
        """
        -- for ${who}, at ${flyway:timestamp}
        create table ${schema}.t (a text default '${who}');
        do $$ begin perform '${what}'; end $$;
        """);

    assertThat(Told.problems(read(folder)))
        .containsExactly(
            "INFO flyway-placeholder-unfilled V1__a.sql:1",
            "INFO flyway-placeholder-unfilled V1__a.sql:3");

    Files.writeString(folder.resolve("flyway.conf"), "flyway.placeholders.who=me\n");
    assertThat(Told.problems(read(folder)))
        .containsExactly("WARNING flyway-placeholder-unfilled V1__a.sql:3");

    Files.writeString(folder.resolve("V1__a.sql.conf"), "placeholderReplacement=false\n");
    assertThat(Told.problems(read(folder))).isEmpty();
  }

  private static MigrationSet read(Path folder) {
    return MigrationSources.read(SourceRequest.of(folder, List.of(".")));
  }

  @Test
  void comparesVersionsAsFlywayDoes() {
    List<String> versions =
        List.of("1", "1.0", "1_2", "1.10", "002", "2.0.1", "20261120093000", "3.99999999999999999");

    for (String one : versions) {
      for (String other : versions) {
        assertThat(Integer.signum(FlywayVersion.of(one).compareTo(FlywayVersion.of(other))))
            .as(one + " and " + other)
            .isEqualTo(
                Integer.signum(
                    MigrationVersion.fromVersion(one)
                        .compareTo(MigrationVersion.fromVersion(other))));
      }
    }
  }

  @Test
  void comparesVersionsPartByPart() {
    assertThat(FlywayVersion.of("1.0")).isEqualByComparingTo(FlywayVersion.of("1"));
    assertThat(FlywayVersion.of("1_10")).isGreaterThan(FlywayVersion.of("1.9"));
    assertThat(FlywayVersion.of("20261120093000"))
        .isGreaterThan(FlywayVersion.of("9"))
        .isLessThan(FlywayVersion.of("20261120093000.0.1"));
  }
}
