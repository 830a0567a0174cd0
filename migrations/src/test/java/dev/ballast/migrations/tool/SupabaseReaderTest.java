package dev.ballast.migrations.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.source.MigrationSources;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupabaseReaderTest {
  private static final String FOLDER = "supabase/migrations/";

  @Test
  void onlyTheMigrationsOfAProjectAreMigrations() {
    MigrationSet set = Told.read("supabase_project");

    assertThat(set.tool()).isEqualTo(Tool.SUPABASE);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 20260101000000 (users) " + FOLDER + "20260101000000_users.sql:1 WRAPPED 1",
            "VERSIONED 20260102000000 (index) "
                + FOLDER
                + "20260102000000_index.sql:1 PER_STATEMENT 1");
    assertThat(Told.problems(set))
        .containsExactlyInAnyOrder(
            "INFO supabase-statement-alone " + FOLDER + "20260102000000_index.sql:1",
            "WARNING file-not-a-migration " + FOLDER + "notes.sql:0",
            "WARNING file-not-a-migration supabase/schemas/users.sql:0",
            "WARNING file-not-a-migration supabase/seed.sql:0");
  }

  @Test
  void theFolderAloneIsKnownByWhereItIs() {
    MigrationSet set =
        MigrationSources.read(
            SourceRequest.of(Told.folder("supabase_project/supabase/migrations"), List.of(".")));

    assertThat(set.tool()).isEqualTo(Tool.SUPABASE);
    assertThat(set.migrations()).hasSize(2);
  }
}
