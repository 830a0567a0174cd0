package dev.ballast.migrations.pgroll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import org.junit.jupiter.api.Test;

class PgrollReaderTest {
  private static final String BOUND = "SET lock_timeout = '500ms'";

  @Test
  void whatIsSqlIsReadAndTheOthersAreNamed() {
    MigrationSet set = Told.read("pgroll");

    assertThat(set.tool()).isEqualTo(Tool.PGROLL);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 02 (raw) 02_raw.json:4 PER_STATEMENT 2 <- 02_raw.json:4 PER_STATEMENT 2",
            "VERSIONED 03 (drop) 03_drop.yaml:4 PER_STATEMENT 5");
    assertThat(Told.problems(set))
        .containsExactly(
            "INFO pgroll-operation 01_users.yaml:2",
            "INFO pgroll-operation 02_raw.json:5",
            "INFO down-missing 03_drop.yaml:0",
            "ERROR pgroll-unreadable 04_broken.yaml:4",
            "INFO file-not-read values.yaml:0");
    assertThat(set.problems().getFirst().message())
        .isEqualTo("create_table: by pgroll (expand/contract), not judged");
  }

  @Test
  void statementsStandInTheLinesOfTheirOperations() {
    Migration drop = Told.read("pgroll").migrations().getLast();

    assertThat(Told.parts(drop.up()))
        .containsExactly(
            BOUND,
            "CREATE TABLE two (id bigint)",
            "CREATE TABLE three (id bigint)",
            "ALTER TABLE users DROP COLUMN \"Name\"",
            "DROP TABLE two");
    assertThat(drop.up().generated()).isTrue();
    assertThat(
            drop.up().script().parts().stream()
                .map(part -> drop.up().script().source().position(part.span().start()).line()))
        .containsExactly(4, 4, 5, 6, 10);
  }
}
