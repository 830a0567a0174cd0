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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrizzleReaderTest {
  @TempDir private Path folder;

  /// One problem says it: the scripts are not missed in the journal too.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"dialect\":\"mysql\",\"entries\":[{\"tag\":\"0_a\"}]}  | INFO other-dialect meta/_journal.json:0",
        "{\"dialect\":\"sqlite\",\"entries\":[{\"tag\":\"0_a\"}]} | INFO other-dialect meta/_journal.json:0",
        "{\"entries\":[{\"tag\":\"0_a\"                         | ERROR drizzle-journal-unreadable meta/_journal.json:1",
      })
  void aJournalThatIsNotReadSpeaksForItsScripts(String journal, String problem) throws IOException {
    Files.createDirectory(folder.resolve("meta"));
    Files.writeString(folder.resolve("meta/_journal.json"), journal);
    Files.writeString(folder.resolve("0_a.sql"), "select 1;");

    MigrationSet set = MigrationSources.read(SourceRequest.of(folder, List.of(".")));

    assertThat(set.tool()).isEqualTo(Tool.DRIZZLE);
    assertThat(set.migrations()).isEmpty();
    assertThat(Told.problems(set)).containsExactly(problem);
  }
}
