package dev.ballast.change.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.TransactionMode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludedFileTest {
  @TempDir Path folder;

  @Test
  void findingsAreOfTheFileAndLineInWhichTheStatementStands() throws IOException {
    CheckedFolder checked =
        new CheckedFolder(folder, TransactionMode.PER_STATEMENT)
            .write("1.sql", "\\set t orders\nselect 1;\n\\ir 2.sql\nselec 1;\n")
            .write("2.sql", "\n\nalter table :t alter a type bigint;\n");

    assertThat(
            checked.check().findings().stream()
                .filter(
                    finding ->
                        finding.rule().equals(MigrationFindings.SYNTAX_ERROR)
                            || finding.statement().contains("bigint"))
                .map(finding -> finding.file() + ":" + finding.from().line()))
        .contains("2.sql:3", "1.sql:4")
        .doesNotContain("1.sql:3", "2.sql:4");
  }
}
