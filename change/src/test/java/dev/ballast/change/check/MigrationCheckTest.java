package dev.ballast.change.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.migrations.TransactionMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationCheckTest {
  private static final String ACCEPTED =
      "-- ballast:ignore drop-table until %s: nobody reads t\nDROP TABLE t;\n";

  @TempDir private Path folder;
  private CheckedFolder files;

  @BeforeEach
  void plainScripts() {
    files = new CheckedFolder(folder, TransactionMode.PER_STATEMENT);
  }

  @Test
  void anAcceptedFindingIsToldApartUntilItsDayIsOver() throws IOException {
    files.write("1.sql", "SET lock_timeout = '2s';\n" + ACCEPTED.formatted("2027-03-01"));

    CheckResult result = files.check();

    assertThat(rules(result)).doesNotContain("drop-table", "suppression-expired");
    assertThat(result.accepted())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.finding().rule()).isEqualTo("drop-table");
              assertThat(each.reason()).isEqualTo("nobody reads t (accepted until 2027-03-01)");
            });
  }

  /// What is needed in an emergency is read apart from what is run next.
  @Test
  void aWayBackIsToldAfterTheMigrationsAndSaysWhatItIs() throws IOException {
    files.write("1.up.sql", "SET lock_timeout = '2s';\nCREATE TABLE t (id bigint PRIMARY KEY);");
    files.write("1.down.sql", "SET lock_timeout = '2s';\nDROP TABLE t;");
    files.write("2.sql", "SET lock_timeout = '2s';\nDROP TABLE old;");

    List<MigrationFinding> findings =
        files.check().findings().stream()
            .filter(finding -> finding.rule().equals("drop-table"))
            .toList();

    assertThat(findings).extracting(MigrationFinding::down).containsExactly(false, true);
    assertThat(findings.getLast().severity()).isEqualTo(Severity.INFO);
    assertThat(findings.getLast().what()).startsWith("Down script: All rows of t are gone");
  }

  @Test
  void anAcceptanceOfWhatIsNotJudgedOfAWayBackIsNotTooMuch() throws IOException {
    String accepted = "-- ballast:ignore %s until 2199-12-31: nobody reads it\nSELECT 1;\n";
    files.write("1.up.sql", "SELECT 1;\n");
    files.write("1.down.sql", accepted.formatted("drop-view") + accepted.formatted("drop-table"));

    assertThat(files.check().findings())
        .filteredOn(finding -> finding.rule().equals("suppression-unused"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("drop-table"));
  }

  /// As a server's log has the statements of a library.
  @Test
  void aParameterOfAPreparedStatementIsAnalysed() throws IOException {
    files.write("1.sql", "UPDATE t SET a = $1 WHERE b = $2;\nUPDATE t SET a = $1;\n");

    assertThat(rules(files.check()))
        .contains("update-without-where")
        .doesNotContain("syntax-error", "not-analysable");
  }

  @Test
  void theDayAfterItIsAFindingAgain() throws IOException {
    files.write("1.sql", "SET lock_timeout = '2s';\n" + ACCEPTED.formatted("2027-02-28"));

    assertThat(rules(files.check())).contains("drop-table", "suppression-expired");
  }

  @Test
  void whoIsNotTrustedAcceptsNothing() throws IOException {
    files.write("1.sql", "SET lock_timeout = '2s';\n" + ACCEPTED.formatted("2199-12-31"));

    CheckResult result = files.untrusted();

    assertThat(rules(result)).contains("drop-table", "suppression-untrusted");
    assertThat(result.accepted()).isEmpty();
  }

  @Test
  void whatAcceptsNothingIsTold() throws IOException {
    files.write("1.sql", ACCEPTED.formatted("2199-12-31").replace("DROP TABLE t", "SELECT 1"));

    assertThat(rules(files.check())).containsExactly("suppression-unused");
  }

  @Test
  void aSyntaxErrorCanBeAcceptedToo() throws IOException {
    files.write(
        "1.sql",
        """
        -- ballast:ignore syntax-error until 2199-12-31: an extension's own grammar
        SELEC 1;
        """);

    CheckResult result = files.check();

    assertThat(result.findings()).isEmpty();
    assertThat(result.accepted()).hasSize(1);
    assertThat(result.notAnalysable()).isEqualTo(1);
  }

  @Test
  void findingsOfAFileAreInTheOrderOfItsLines() throws IOException {
    files.write("1.sql", "DROP TABLE t;\nSELEC 1;\nDROP TABLE u;\n");

    assertThat(files.check().findings())
        .extracting(each -> each.from().line())
        .isSorted()
        .contains(1, 2, 3);
  }

  @Test
  void everyStatementIsCounted() throws IOException {
    files.write("1.sql", "SELECT 1;\nSELEC 1;\n\\echo x\n\\i x\n").write("2.sql", "SELECT 1;");

    CheckResult result = files.check();

    assertThat(result.files()).isEqualTo(2);
    assertThat(result.migrations()).isEqualTo(2);
    assertThat(result.statements()).isEqualTo(4);
    assertThat(result.notAnalysable()).isEqualTo(2);
  }

  @Test
  void aRuleThatIsTurnedOffSaysNothing() throws IOException {
    files.write("1.sql", "SET lock_timeout = '2s';\nDROP TABLE t;\n");

    assertThat(rules(files.with(Map.of("drop-table", Optional.empty()))))
        .doesNotContain("drop-table");
    assertThat(files.with(Map.of("drop-table", Optional.of(Severity.INFO))).worst())
        .contains(Severity.INFO);
  }

  @Test
  void aRuleThatDoesNotExistCannotBeTurnedOff() {
    Fault fault =
        catchThrowableOfType(Fault.class, () -> files.with(Map.of("drop-tabel", Optional.empty())));

    assertThat(fault).hasMessageContaining("drop-tabel");
  }

  @Test
  void whatACreatedSchemaHoldsIsNew() throws IOException {
    files.write(
        "1.sql",
        """
        SET lock_timeout = '2s';
        CREATE SCHEMA s CREATE TABLE tt (id bigint PRIMARY KEY, a int);
        CREATE INDEX tt_a ON s.tt (a);
        """);

    assertThat(rules(files.check())).doesNotContain("create-index");
  }

  @Test
  void onlyTheColumnsThatAViewReadsCannotBeDropped() throws IOException {
    files.write(
        "1.sql",
        """
        CREATE TABLE a (id bigint PRIMARY KEY, b_id bigint, x int);
        CREATE TABLE b (id bigint PRIMARY KEY, y int);
        CREATE VIEW v AS SELECT a.x FROM a JOIN b ON a.b_id = b.id;
        """);

    assertThat(rules(files.write("2.sql", bounded("ALTER TABLE a DROP COLUMN id;")).check()))
        .contains("drop-column")
        .doesNotContain("column-used-elsewhere");
    assertThat(rules(files.write("2.sql", bounded("ALTER TABLE a DROP COLUMN b_id;")).check()))
        .contains("column-used-elsewhere");
    assertThat(rules(files.write("2.sql", bounded("ALTER TABLE b DROP COLUMN id;")).check()))
        .contains("column-used-elsewhere");
  }

  @Test
  void whatCascadeDroppedIsInNobodysWay() throws IOException {
    files
        .write(
            "1.sql",
            """
            CREATE TABLE r (id bigint PRIMARY KEY, at timestamp);
            CREATE TABLE j (id bigint PRIMARY KEY, n text);
            CREATE VIEW jv AS SELECT id, n FROM j;
            CREATE VIEW rv AS SELECT r.id, r.at, jv.n FROM r JOIN jv ON jv.id = r.id;
            """)
        .write(
            "2.sql",
            bounded(
                """
                DROP VIEW jv CASCADE;
                ALTER TABLE r ALTER COLUMN at TYPE timestamptz USING at AT TIME ZONE 'UTC';
                """));

    assertThat(rules(files.check()))
        .contains("drop-cascade")
        .doesNotContain("change-type-under-view");
  }

  @Test
  void aBodyOfParsedSqlKeepsItsColumns() throws IOException {
    files.write(
        "1.sql",
        """
        CREATE TABLE a (id bigint PRIMARY KEY, x int, y int);
        CREATE FUNCTION f() RETURNS TABLE (r int) LANGUAGE sql BEGIN ATOMIC SELECT x FROM a; END;
        """);

    assertThat(files.write("2.sql", bounded("ALTER TABLE a DROP COLUMN x;")).check().findings())
        .filteredOn(each -> each.rule().equals("column-used-elsewhere"))
        .singleElement()
        .satisfies(each -> assertThat(each.what()).contains("2BP01").contains("routine f"));
    assertThat(rules(files.write("2.sql", bounded("ALTER TABLE a DROP COLUMN y;")).check()))
        .doesNotContain("column-used-elsewhere");
  }

  private static String bounded(String statements) {
    return "SET lock_timeout = '2s';\n" + statements;
  }

  @Test
  void whatIsTemporaryIsInNobodysWay() throws IOException {
    files.write(
        "1.sql",
        """
        DROP TABLE IF EXISTS pg_temp.z;
        DROP TYPE IF EXISTS pg_temp.pair CASCADE;
        """);

    assertThat(files.check().findings()).isEmpty();
  }

  @Test
  void placesCountLinesFromOneAndColumnsInCodePoints() throws IOException {
    files.write("1.sql", "SET lock_timeout = '2s';\r\n/* 😀 */ DROP TABLE t;");

    assertThat(files.check().findings())
        .filteredOn(each -> each.rule().equals("drop-table"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.from()).isEqualTo(new FilePosition(2, 9)).hasToString("2:9");
              assertThat(each.to()).isEqualTo(new FilePosition(2, 21));
              assertThat(each.statement()).isEqualTo("DROP TABLE t");
            });
  }

  private static List<String> rules(CheckResult result) {
    return result.findings().stream().map(MigrationFinding::rule).toList();
  }
}
