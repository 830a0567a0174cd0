package dev.ballast.report.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.check.AcceptedFinding;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.check.RefusalClaim;
import dev.ballast.change.check.RepeatedFinding;
import dev.ballast.evidence.json.Json;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CheckTextTest {
  /// A name of a finding itself, by its indentation.
  private static final Pattern NAME = Pattern.compile("(?m)^ {6}\"([a-zA-Z]+)\" :");

  @Test
  void aFindingIsWholeWithoutAnotherPage() {
    Page page = new Page(Style.PLAIN);

    CheckText.print(page, new RepeatedFinding(OneFinding.FINDING, List.of()));

    assertThat(page.toString())
        .isEqualTo(
            """
            db/2.sql:3:1  error  drop-table
                DROP TABLE
                  orders
              All rows of orders go.
              locks  orders ACCESS EXCLUSIVE, customers ACCESS EXCLUSIVE (if it is referenced)
              work   rewrites all of orders
              Rename it first.
              write instead:
                -- first:
                ALTER TABLE orders RENAME TO orders_old;

            """);
  }

  @Test
  void whatWasAcceptedIsOneLineWithItsReason() {
    Page page = new Page(Style.PLAIN);

    CheckText.print(page, OneFinding.accepted().accepted().getFirst());

    assertThat(page.toString()).isEqualTo("db/2.sql:3:1  accepted  drop-table: in the baseline\n");
  }

  @Test
  void theSummaryIsFirstAndSaysWhatMustBeChanged() {
    assertThat(text(OneFinding.found(), CheckView.text(Threshold.WARNING)))
        .startsWith(
            """
            must be changed before merge:
              db/2.sql
                error    line 3  drop-table: orders

            1 error, 0 warnings, 0 remarks in 5 statements of 2 files (Flyway, PostgreSQL 17)

            db/2.sql:3:1  error  drop-table
            """)
        .endsWith("\nballast change explain <rule> prints a rule's page\n");
  }

  @Test
  void whereNothingWasFoundOneLineSaysSo() {
    assertThat(text(OneFinding.nothing(), CheckView.text(Threshold.WARNING)))
        .isEqualTo("nothing found in 5 statements of 2 files (Flyway, PostgreSQL 17)\n");
  }

  @Test
  void whatIsBelowTheThresholdMayStay() {
    assertThat(text(OneFinding.found(), CheckView.text(Threshold.NEVER)))
        .startsWith(
            """
            nothing must be changed before merge
            1 error, 0 warnings, 0 remarks in 5 statements of 2 files (Flyway, PostgreSQL 17)
            """);
  }

  @Test
  void aCauseIsPrintedOnceWithItsCountAndOtherLines() {
    assertThat(text(OneFinding.repeated(30), CheckView.text(Threshold.WARNING)))
        .contains("    error    line 3  drop-table: orders (30 places)\n")
        .contains("1 error, 0 warnings, 0 remarks at 30 places in 5 statements")
        .containsOnlyOnce("error  drop-table")
        .contains("  also   lines 4, 5, 6, 7, 8, 9, 10, 11 and 21 more\n");
  }

  @Test
  void aHugeResultIsCutAndSaysHowToSeeAllOfIt() {
    CheckResult huge = OneFinding.different(100_000);
    String text = text(huge, CheckView.text(Threshold.WARNING));

    assertThat(text.lines()).hasSizeLessThan(800);
    assertThat(text)
        .contains("  and 99940 more in 99940 files\n")
        .contains(
            "the details of the worst 50 of 100000 findings: --details all prints every one,"
                + " --output json also every place\n");
    assertThat(
            text(OneFinding.different(60), new CheckView(Threshold.WARNING, 60, Optional.empty())))
        .contains("db/59.sql:3:1  error")
        .doesNotContain("--details");
  }

  @Test
  void aFolderForAnotherDatabaseIsOneLineThatNamesIt() {
    assertThat(text(OneFinding.foreign(5), CheckView.text(Threshold.WARNING)))
        .startsWith(
            """
            must be changed before merge:
              db/0.sql
                error    line 3  drop-table: looks like MySQL (5 places in 5 files)
            """)
        .contains("  also   db/1.sql:3, db/2.sql:3, db/3.sql:3, db/4.sql:3\n");
  }

  @Test
  void ofManyAcceptedFindingsSomeAreListedAndTheRestAreCounted() {
    List<AcceptedFinding> accepted =
        OneFinding.different(500).findings().stream()
            .map(finding -> new AcceptedFinding(finding, "in the baseline"))
            .toList();

    assertThat(text(OneFinding.result(List.of(), accepted), CheckView.text(Threshold.WARNING)))
        .contains("db/19.sql:3:1  accepted  drop-table: in the baseline\n")
        .contains("and 480 more that are accepted: --output json has each\n")
        .doesNotContain("db/20.sql");
  }

  @Test
  void ofTooManyDetailsTheWorstArePrinted() {
    List<MigrationFinding> findings = new ArrayList<>();
    findings.add(OneFinding.remark("db/1.sql"));
    findings.addAll(OneFinding.different(2).findings());
    CheckResult result = OneFinding.result(findings, List.of());

    assertThat(text(result, new CheckView(Threshold.WARNING, 2, Optional.empty())))
        .contains("db/0.sql:3:1  error", "db/1.sql:3:1  error")
        .doesNotContain("info  drop-table");
  }

  /// The JSON form is read by programs: its names and numbers are promises.
  @Test
  void jsonHasEveryPlaceOfACause() {
    ChangeCheckReport report =
        ChangeCheckReport.of(OneFinding.repeated(3), CheckView.text(Threshold.WARNING));

    assertThat(report.schema()).isEqualTo("change-check/2");
    assertThat(Json.pretty(report))
        .contains("\"count\" : 3", "\"blocks\" : true", "\"tables\" : [ \"orders\" ]")
        .contains("\"fingerprint\" : \"line4\"", "\"fingerprint\" : \"line5\"")
        .containsOnlyOnce("\"occurrences\"")
        .doesNotContain("cause");
  }

  @Test
  void jsonSaysWhetherPostgresqlRefusesAndWithWhat() {
    assertThat(json(Optional.of(new RefusalClaim(true, "2BP01"))))
        .contains("\"refusal\" : {", "\"certain\" : true", "\"sqlState\" : \"2BP01\"");
    assertThat(json(Optional.of(new RefusalClaim(false, "55000")))).contains("\"certain\" : false");
    assertThat(json(Optional.empty())).doesNotContain("certain", "sqlState");
  }

  /// Programs read these names; docs/reference/output.md lists them.
  @Test
  void jsonOfAFindingHasTheNamesThatItsPageLists() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "reference", "output.md"));
    List<String> listed =
        page.lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .filter(name -> name.matches("[a-zA-Z]+"))
            .toList();
    String finding = json(Optional.of(new RefusalClaim(true, "2BP01")));

    assertThat(
            NAME.matcher(
                    finding.substring(
                        finding.indexOf("\"findings\""), finding.indexOf("\"accepted\"")))
                .results()
                .map(name -> name.group(1)))
        .containsExactlyElementsOf(listed);
  }

  private static String json(Optional<RefusalClaim> refusal) {
    return Json.pretty(
        ChangeCheckReport.of(OneFinding.refused(refusal), CheckView.text(Threshold.WARNING)));
  }

  private static String text(CheckResult result, CheckView view) {
    Page page = new Page(Style.PLAIN);
    ChangeCheckReport.of(result, view).print(page);
    return page.toString();
  }
}
