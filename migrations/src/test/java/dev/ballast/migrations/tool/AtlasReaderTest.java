package dev.ballast.migrations.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import org.junit.jupiter.api.Test;

class AtlasReaderTest {
  @Test
  void directivesAtTheTopSayHowAFileRuns() {
    MigrationSet set = Told.read("atlas");

    assertThat(set.tool()).isEqualTo(Tool.ATLAS);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 20260101 () 20260101.sql:1 WRAPPED 1",
            "VERSIONED 20260102 (index) 20260102_index.sql:4 PER_STATEMENT 1",
            "BASELINE 20260103 (checkpoint) 20260103_checkpoint.sql:3 WRAPPED 1",
            "VERSIONED 20260104 (archive) 20260104_archive.sql:7 WRAPPED 2"
                + " <- 20260104_archive.sql:11 WRAPPED 1",
            "VERSIONED 20260105 (late) 20260105_late.sql:3 WRAPPED 3");
  }

  @Test
  void whatDoesNotFitTheSumsIsReported() {
    assertThat(Told.problems(Told.read("atlas")))
        .containsExactlyInAnyOrder(
            "ERROR atlas-script-missing 20260101.sql:0",
            "WARNING atlas-sum-outdated 20260105_late.sql:0",
            "INFO down-missing 20260101.sql:0",
            "INFO down-missing 20260102_index.sql:0",
            "INFO down-missing 20260105_late.sql:0");
  }
}
