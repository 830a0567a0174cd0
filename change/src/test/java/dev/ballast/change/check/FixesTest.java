package dev.ballast.change.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.TransactionMode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixesTest {
  @TempDir private Path folder;

  @Test
  void aBoundGoesBeforeTheFirstStatementThatLocks() throws IOException {
    CheckedFolder files = perStatement("ALTER TABLE t ADD COLUMN b int;\n");

    CheckResult result = files.fix();

    assertThat(files.text("1.sql"))
        .isEqualTo("SET lock_timeout = '2s';\nALTER TABLE t ADD COLUMN b int;\n");
    assertThat(result.fixed()).containsExactly(new Fixes.Fixed("1.sql", 1));
    assertThat(result.findings())
        .extracting(MigrationFinding::rule)
        .doesNotContain("missing-lock-timeout");
  }

  /// CREATE INDEX CONCURRENTLY waits for every older transaction: with a bound of two seconds one
  /// open transaction makes it fail, and it leaves an invalid index.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE t ADD COLUMN b int;\nCREATE INDEX t_a ON t (a);\n",
        "CREATE INDEX t_a ON t (a);\nALTER TABLE t ADD COLUMN b int;\n",
        "ALTER TABLE t ADD COLUMN b int;\nDROP INDEX t_a;\n",
        "ALTER TABLE t ADD COLUMN b int;\nREINDEX TABLE t;\n",
        "CREATE INDEX t_a ON t (a);\n"
      })
  void whatBecomesConcurrentIsNotBounded(String script) throws IOException {
    CheckedFolder files = perStatement(script);

    files.fix();

    assertThat(files.text("1.sql")).contains("CONCURRENTLY").doesNotContain("lock_timeout");

    files.fix();

    assertThat(files.text("1.sql")).contains("CONCURRENTLY").doesNotContain("lock_timeout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CREATE INDEX t_a ON t (a);\n", "DROP INDEX t_a;\n"})
  void whatIsBoundedDoesNotBecomeConcurrent(String statement) throws IOException {
    String script = "SET lock_timeout = '2s';\n" + statement;
    CheckedFolder files = perStatement(script);

    CheckResult result = files.fix();

    assertThat(files.text("1.sql")).isEqualTo(script);
    assertThat(result.fixed()).isEmpty();
    assertThat(result.findings()).isNotEmpty().noneMatch(MigrationFinding::fixable);
  }

  @Test
  void aBoundThatWasTakenAwayAgainKeepsNothingFromBecomingConcurrent() throws IOException {
    CheckedFolder files =
        perStatement(
            """
            SET lock_timeout = '2s';
            ALTER TABLE t ADD COLUMN b int;
            SET lock_timeout = 0;
            CREATE INDEX t_a ON t (a);
            """);

    files.fix();

    assertThat(files.text("1.sql")).endsWith("CREATE INDEX CONCURRENTLY t_a ON t (a);\n");
  }

  @Test
  void anAcceptedFindingIsNotEdited() throws IOException {
    String script =
        """
        -- ballast:ignore missing-lock-timeout until 2027-12-31: nobody uses t
        ALTER TABLE t ADD COLUMN b int;
        """;
    CheckedFolder files = perStatement(script);

    assertThat(files.fix().fixed()).isEmpty();
    assertThat(files.text("1.sql")).isEqualTo(script);
  }

  @Test
  void lineEndsAndLettersOfOtherWritingsStayAsTheyAre() throws IOException {
    CheckedFolder files = perStatement("-- größe 漢字 😀\r\nALTER TABLE t ADD COLUMN b int;\r\n");

    files.fix();

    assertThat(files.text("1.sql"))
        .isEqualTo(
            "-- größe 漢字 😀\r\nSET lock_timeout = '2s';\r\nALTER TABLE t ADD COLUMN b int;\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n"})
  void linesThatAreAddedEndAsThoseOfTheFile(String end) throws IOException {
    String head = "\uFEFFSET lock_timeout = '2s';" + end;
    CheckedFolder files =
        perStatement(head + "ALTER TABLE t ADD CONSTRAINT p CHECK (a > 0)")
            .write("2.sql", head + "ALTER TABLE t ALTER COLUMN a SET NOT NULL;" + end + "--");

    files.fix();

    assertThat(files.text("1.sql"))
        .isEqualTo(
            head
                + "ALTER TABLE t ADD CONSTRAINT p CHECK (a > 0) NOT VALID;"
                + end
                + "ALTER TABLE t VALIDATE CONSTRAINT p");
    assertThat(files.text("2.sql").replace("\r\n", "\n").replace("\n", end))
        .isEqualTo(files.text("2.sql"));
    assertThat(files.text("2.sql"))
        .startsWith(head)
        .contains("VALIDATE")
        .endsWith(";" + end + "--");
  }

  @Test
  void nothingIsEditedInAStatementThatPostgresRefuses() throws IOException {
    String script = "SET lock_timeout = '2s';\nCREATE TABLE u (a int UNIQUE);\n";
    CheckedFolder files = perStatement(script).write("2.sql", "DROP INDEX u_a_key;\n");

    CheckResult result = files.fix();

    assertThat(files.text("2.sql")).endsWith("DROP INDEX u_a_key;\n");
    assertThat(result.findings())
        .filteredOn(finding -> finding.file().equals("2.sql"))
        .extracting(MigrationFinding::rule)
        .contains("object-used-elsewhere")
        .doesNotContain("drop-index");
  }

  private CheckedFolder perStatement(String script) throws IOException {
    return new CheckedFolder(folder, TransactionMode.PER_STATEMENT).write("1.sql", script);
  }
}
