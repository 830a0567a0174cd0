package dev.ballast.change.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.change.ChangeError;
import dev.ballast.evidence.Fault;
import dev.ballast.migrations.TransactionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {
  private static final Path FILE = Path.of("baseline.json");
  private static final String DROP = "SET lock_timeout = '2s';\nDROP TABLE t;\n";

  @TempDir private Path folder;
  private CheckedFolder files;

  @BeforeEach
  void oneFinding() throws IOException {
    files = new CheckedFolder(folder, TransactionMode.PER_STATEMENT).write("1.sql", DROP);
  }

  @Test
  void whatIsInItIsSetApart() {
    CheckResult before = files.check();
    CheckResult after = files.check(Baseline.of(before));

    assertThat(before.findings()).isNotEmpty();
    assertThat(after.findings()).isEmpty();
    assertThat(after.accepted())
        .hasSameSizeAs(before.findings())
        .allSatisfy(each -> assertThat(each.reason()).isEqualTo("in the baseline"));
  }

  @Test
  void itReadsBackAsItWasWritten() {
    Baseline baseline = Baseline.of(files.check());

    assertThat(Baseline.parse(FILE, baseline.text().getBytes(UTF_8))).isEqualTo(baseline);
    assertThat(baseline.text()).endsWith("}\n");
  }

  /// Lines that move, white space and line ends make no finding new.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- a remark\n\n\nSET lock_timeout = '2s';\nDROP TABLE t;\n",
        "SET lock_timeout = '2s';\nDROP   TABLE\n    t;\n",
        "SET lock_timeout = '2s';\r\nDROP TABLE t;\r\n"
      })
  void anOldFindingStaysOldWhereOnlySpaceChanges(String text) throws IOException {
    Baseline baseline = Baseline.of(files.check());

    assertThat(files.write("1.sql", text).check(baseline).findings()).isEmpty();
  }

  @Test
  void anotherStatementIsNoOldFinding() throws IOException {
    Baseline baseline = Baseline.of(files.check());

    assertThat(files.write("1.sql", DROP.replace("t;", "u;")).check(baseline).findings())
        .isNotEmpty();
  }

  @Test
  void anOldFindingStaysOldInAFileThatWasRenamed() throws IOException {
    Baseline baseline = Baseline.of(files.check());
    Files.move(folder.resolve("1.sql"), folder.resolve("2.sql"));

    CheckResult result = files.check(baseline);

    assertThat(result.findings()).isEmpty();
    assertThat(result.accepted())
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.reason()).isEqualTo("in the baseline, of 1.sql"));
  }

  @Test
  void aCopyOfAnOldFindingIsNotOld() throws IOException {
    Baseline baseline = Baseline.of(files.check());

    CheckResult result = files.write("2.sql", DROP).check(baseline);

    assertThat(result.findings())
        .isNotEmpty()
        .extracting(MigrationFinding::file)
        .containsOnly("2.sql");
  }

  @Test
  void aRenamedFileWithAnotherStatementHasAFindingOfItsOwn() throws IOException {
    Baseline baseline = Baseline.of(files.check());
    Files.delete(folder.resolve("1.sql"));

    assertThat(files.write("2.sql", DROP.replace("t;", "u;")).check(baseline).findings())
        .isNotEmpty();
  }

  @Test
  void aTwinOfAnOldFindingIsNew() throws IOException {
    Baseline baseline = Baseline.of(files.check());
    long old = files.check().findings().size();

    CheckResult result = files.write("1.sql", DROP + "DROP TABLE t;\n").check(baseline);

    assertThat(result.accepted()).hasSize((int) old);
    assertThat(result.findings()).isNotEmpty();
  }

  @Test
  void aStatementBeforeItDoesNotMakeAnOldFindingNew() throws IOException {
    Baseline baseline = Baseline.of(files.check());

    CheckResult result =
        files.write("1.sql", DROP.replace("DROP", "SELECT 1;\nDROP")).check(baseline);

    assertThat(result.findings()).isEmpty();
  }

  @Test
  void theFilesOrderIsThatOfFilesAndRules() throws IOException {
    files.write("0.sql", DROP.replace("t;", "u;"));

    assertThat(Baseline.of(files.check()).findings())
        .extracting(Baseline.Entry::file)
        .isSorted()
        .contains("0.sql", "1.sql");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"schema\": \"change-baseline/2\", \"findings\": []}",
        "{\"schema\": \"change-baseline/1\", \"findings\": 1}",
        "not json"
      })
  void whatIsNoBaselineIsRefusedAndNotTakenForAnEmptyOne(String text) {
    Fault fault =
        catchThrowableOfType(Fault.class, () -> Baseline.parse(FILE, text.getBytes(UTF_8)));

    assertThat(fault.code()).isEqualTo(ChangeError.BASELINE_UNREADABLE);
  }

  @Test
  void aMissingFileIsRefused() {
    Fault fault =
        catchThrowableOfType(Fault.class, () -> Baseline.read(folder.resolve("missing.json")));

    assertThat(fault.code()).isEqualTo(ChangeError.BASELINE_UNREADABLE);
  }
}
