package dev.ballast.migrations.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import org.junit.jupiter.api.Test;

class CargoReaderTest {
  @Test
  void sqlxWrapsAFileUnlessItsFirstLineSaysNotTo() {
    MigrationSet set = Told.read("sqlx");

    assertThat(set.tool()).isEqualTo(Tool.SQLX);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 1 (users) migrations/1_users.up.sql:1 WRAPPED 1"
                + " <- migrations/1_users.down.sql:1 WRAPPED 1",
            "VERSIONED 2 (index) migrations/2_index.up.sql:2 ONE_QUERY 1");
  }

  /// Flyway would take such a file for a way back.
  @Test
  void theUOfRefineryGoesForwards() {
    MigrationSet set = Told.read("refinery");

    assertThat(set.tool()).isEqualTo(Tool.REFINERY);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 1 (users) migrations/V1__users.sql:1 WRAPPED 1",
            "VERSIONED 2 (name) migrations/U2__name.sql:1 WRAPPED 1");
    assertThat(Told.problems(set))
        .containsExactly("WARNING program-not-read migrations/V3__program.rs:0");
  }
}
