package dev.ballast.migrations.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import org.junit.jupiter.api.Test;

class PlainReaderTest {
  @Test
  void aSnapshotOfTheSchemaIsNoMigration() {
    MigrationSet set = Told.read("snapshots");

    assertThat(set.tool()).isEqualTo(Tool.PLAIN_SQL);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 1 (users) 1_users.sql:1 PER_STATEMENT 1",
            "VERSIONED 2 (name) 2_name-up.sql:1 PER_STATEMENT 1"
                + " <- 2_name-down.sql:1 PER_STATEMENT 1",
            "VERSIONED  (create schema) create_schema.sql:1 PER_STATEMENT 1");
    assertThat(Told.problems(set))
        .contains("INFO schema-snapshot db.sql:0", "INFO schema-snapshot schema.sql:0");
  }

  @Test
  void aSnapshotBesideProgramsIsNoMigration() {
    MigrationSet set = Told.read("rails");

    assertThat(set.migrations()).isEmpty();
    assertThat(Told.problems(set))
        .containsExactly(
            "WARNING program-not-read migrate/20260101000000_create_users.rb:0",
            "INFO schema-snapshot structure.sql:0");
  }

  @Test
  void aSnapshotThatIsNamedIsRead() {
    assertThat(Told.read("snapshots", "schema.sql").migrations()).hasSize(1);
  }

  @Test
  void marksOfAToolThatIsNotKnownAreReported() {
    assertThat(Told.problems(Told.read("unknown_marks")))
        .containsExactly("WARNING marks-unknown 1.sql:3");
  }
}
