package dev.ballast.change.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ballast.evidence.Severity;
import dev.ballast.migrations.TransactionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedFindingTest {
  @TempDir private Path folder;
  private CheckedFolder files;

  @BeforeEach
  void plainScripts() {
    files = new CheckedFolder(folder, TransactionMode.PER_STATEMENT);
  }

  @Test
  void aCustomOfTheProjectIsOneCause() throws IOException {
    files.write("1.sql", tables(30)).write("2.sql", tables(2));

    List<RepeatedFinding> causes =
        causes(files.with(Map.of("prefer-text", Optional.of(Severity.WARNING))), "prefer-text");

    assertThat(causes).extracting(RepeatedFinding::count).containsExactly(32);
    assertThat(causes.getFirst().all())
        .extracting(finding -> finding.from().line())
        .startsWith(1, 2, 3)
        .endsWith(30, 1, 2);
  }

  @Test
  void aHabitOfAFileIsOneCause() throws IOException {
    String sleeps = "SELECT pg_sleep(1);\n".repeat(3);
    files.write("1.sql", sleeps).write("2.sql", sleeps);

    assertThat(causes(files.check(), "sleep-in-migration"))
        .extracting(RepeatedFinding::count)
        .containsExactly(3, 3);
  }

  /// What a down script takes of its own up script is the same remark in each.
  @Test
  void whatDownScriptsTakeOfTheirOwnIsOneCause() throws IOException {
    for (int i = 1; i <= 3; i++) {
      files
          .write(
              "%d_t.up.sql".formatted(i), "CREATE TABLE t%d (id bigint PRIMARY KEY);".formatted(i))
          .write("%d_t.down.sql".formatted(i), "DROP TABLE t%d;".formatted(i));
    }

    assertThat(causes(files.check(), "drop-table"))
        .extracting(RepeatedFinding::count)
        .containsExactly(3);
  }

  @Test
  void whatIsDoneToOneTableIsOneCauseAndToAnotherIsAnother() throws IOException {
    files.write(
        "1.sql",
        """
        SET lock_timeout = '2s';
        ALTER TABLE orders DROP COLUMN a;
        ALTER TABLE customers DROP COLUMN a;
        ALTER TABLE orders DROP COLUMN b;
        """);

    List<RepeatedFinding> causes = causes(files.check(), "drop-column");

    assertThat(causes).extracting(RepeatedFinding::count).containsExactly(2, 1);
    assertThat(causes.getFirst().first().cause())
        .isEqualTo(new Cause.SameTables("1.sql", List.of("orders")));
  }

  @Test
  void aMissingTimeoutIsOneCauseInAFileOfManyChangesets() throws IOException {
    String changesets =
        IntStream.rangeClosed(1, 40)
            .mapToObj("--changeset a:%d\nALTER TABLE t ADD COLUMN a int;\n"::formatted)
            .collect(Collectors.joining());
    files.write("1.sql", "--liquibase formatted sql\n" + changesets);

    List<RepeatedFinding> causes = causes(files.detected(), "missing-lock-timeout");

    assertThat(causes).extracting(RepeatedFinding::count).containsExactly(40);
  }

  /// One severity may be merged and another not.
  @Test
  void findingsOfAnotherSeverityAreReportedForThemselves() throws IOException {
    files.write("1.sql", "SELEC 1;\nSELECT :'x';\nSELEC 1;\n");

    assertThat(files.check().causes())
        .extracting(RepeatedFinding::rule, RepeatedFinding::severity, RepeatedFinding::count)
        .contains(
            tuple("syntax-error", Severity.ERROR, 2), tuple("not-analysable", Severity.WARNING, 1));
  }

  @Test
  void anAcceptedPlaceHidesNoOtherOne() throws IOException {
    files.write(
        "1.sql",
        """
        SET lock_timeout = '2s';
        -- ballast:ignore drop-column until 2199-12-31: nobody reads a
        ALTER TABLE orders DROP COLUMN a;
        ALTER TABLE orders DROP COLUMN b;
        """);

    CheckResult result = files.check();

    assertThat(causes(result, "drop-column"))
        .singleElement()
        .satisfies(
            cause -> {
              assertThat(cause.count()).isEqualTo(1);
              assertThat(cause.first().from().line()).isEqualTo(4);
            });
    assertThat(result.accepted()).hasSize(1);
  }

  @Test
  void aBaselineHoldsEveryPlaceAndOneMoreIsReported() throws IOException {
    String old =
        """
        SET lock_timeout = '2s';
        ALTER TABLE orders DROP COLUMN a;
        ALTER TABLE orders DROP COLUMN b;
        """;
    Baseline baseline = Baseline.of(files.write("1.sql", old).check());

    assertThat(baseline.findings()).extracting(Baseline.Entry::rule).containsOnly("drop-column");
    assertThat(baseline.findings()).hasSize(2);
    assertThat(
            causes(
                files.write("1.sql", old + "ALTER TABLE orders DROP COLUMN c;\n").check(baseline),
                "drop-column"))
        .singleElement()
        .satisfies(cause -> assertThat(cause.first().from().line()).isEqualTo(4));
  }

  @Test
  void whatIsSaidOfTheFilesOfAFolderIsOneCause() throws IOException {
    for (int i = 1; i <= 9; i++) {
      Files.writeString(folder.resolve(i + ".up.sql"), "SELECT 1;");
    }
    Files.writeString(folder.resolve("1.down.sql"), "SELECT 1;");

    assertThat(causes(files.check(), "down-missing"))
        .extracting(RepeatedFinding::count)
        .containsExactly(8);
  }

  private static String tables(int number) {
    return IntStream.rangeClosed(1, number)
        .mapToObj("CREATE TABLE t%d (id bigint PRIMARY KEY, code varchar(20));\n"::formatted)
        .collect(Collectors.joining());
  }

  private static List<RepeatedFinding> causes(CheckResult result, String rule) {
    return result.causes().stream().filter(cause -> cause.rule().equals(rule)).toList();
  }
}
