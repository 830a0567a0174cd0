package dev.ballast.report.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.check.CheckResult;
import dev.ballast.evidence.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One finding in each form, written down from the documentation of what reads it.
class CheckFormatTest {

  /// "Workflow commands for GitHub Actions": line ends of the message are `%0A`.
  @Test
  void githubReadsACommandForEachFinding() {
    assertThat(CheckFormat.GITHUB.render(OneFinding.found(), Threshold.WARNING))
        .isEqualTo(
            "::error file=db/2.sql,line=3,endLine=4,title=drop-table::All rows of orders go.%0A"
                + "Locks: orders ACCESS EXCLUSIVE, customers ACCESS EXCLUSIVE (if it is"
                + " referenced).%0AWork: rewrites all of orders.%0ARename it first.%0A"
                + "Write instead:%0A-- first:%0AALTER TABLE orders RENAME TO orders_old;\n");
  }

  /// "Code Quality report format": these six properties are required.
  @Test
  void gitlabReadsAnObjectForEachFinding() {
    Map<?, ?> issue = (Map<?, ?>) parsed(CheckFormat.GITLAB, List.class).getFirst();

    assertThat(issue.get("check_name")).isEqualTo("drop-table");
    assertThat(issue.get("fingerprint")).isEqualTo("0123456789abcdef");
    assertThat(issue.get("severity")).isEqualTo("critical");
    assertThat(issue.get("location"))
        .isEqualTo(Map.of("path", "db/2.sql", "lines", Map.of("begin", 3, "end", 4)));
    assertThat((String) issue.get("description")).startsWith("All rows of orders go.\n");
  }

  /// SARIF 2.1.0, 3.27: a result with its rule, level, message and location.
  @Test
  void sarifHasAResultAndItsRule() {
    Map<?, ?> log = parsed(CheckFormat.SARIF, Map.class);
    Map<?, ?> run = (Map<?, ?>) ((List<?>) log.get("runs")).getFirst();
    Map<?, ?> result = (Map<?, ?>) ((List<?>) run.get("results")).getFirst();

    assertThat(log.get("version")).isEqualTo("2.1.0");
    assertThat(result.get("ruleId")).isEqualTo("drop-table");
    assertThat(result.get("ruleIndex")).isEqualTo(0);
    assertThat(result.get("level")).isEqualTo("error");
    assertThat(result.get("suppressions")).isEqualTo(List.of());
    assertThat(result.get("locations"))
        .isEqualTo(
            List.of(
                Map.of(
                    "physicalLocation",
                    Map.of(
                        "artifactLocation",
                        Map.of("uri", "db/2.sql", "uriBaseId", "%SRCROOT%"),
                        "region",
                        Map.of("startLine", 3, "startColumn", 1, "endLine", 4, "endColumn", 9)))));
  }

  /// GitLab's report is a list of issues, which has no place for it.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GITLAB")
  void whatOfATargetCouldNotBeReadIsToldInEachForm(CheckFormat form) {
    assertThat(
            form.render(OneFinding.remarked("the role app may not read orders"), Threshold.WARNING))
        .contains("the role app may not read orders");
  }

  @Test
  void sarifMarksWhatIsOfADownScript() {
    assertThat(CheckFormat.SARIF.render(OneFinding.inDownScript(), Threshold.WARNING))
        .contains("\"down\" : true");
    assertThat(CheckFormat.SARIF.render(OneFinding.found(), Threshold.WARNING))
        .doesNotContain("\"down\"");
  }

  @Test
  void sarifKeepsWhatWasAcceptedAsSuppressed() {
    String sarif = CheckFormat.SARIF.render(OneFinding.accepted(), Threshold.WARNING);

    assertThat(sarif)
        .contains("\"suppressions\"")
        .contains("\"external\"")
        .contains("in the baseline");
  }

  @Test
  void junitHasAFailedTestForEachFindingAndOnePassedForTheRest() {
    assertThat(CheckFormat.JUNIT.render(OneFinding.found(), Threshold.WARNING))
        .contains("<testsuite name=\"ballast change check\" tests=\"2\" failures=\"1\">")
        .contains("<testcase classname=\"db/2.sql\" name=\"drop-table at 3:1\">")
        .contains(
            "<failure type=\"ERROR\" message=\"All rows of orders go.\">DROP TABLE\n  orders");
    assertThat(CheckFormat.JUNIT.render(OneFinding.nothing(), Threshold.WARNING))
        .contains("tests=\"1\" failures=\"0\"")
        .contains("nothing found in 5 statements of 2 files (Flyway, PostgreSQL 17)");
  }

  @Test
  void aCommentHasARowAndTheStatementFoldedBelow() {
    assertThat(CheckFormat.MARKDOWN.render(OneFinding.found(), Threshold.WARNING))
        .startsWith(
            """
            <!-- ballast change check -->
            ### Migrations: 1 error, 0 warnings, 0 remarks in 5 statements of 2 files \
            (Flyway, PostgreSQL 17)

            **Must be changed before merge: 1 finding in 1 file.**
            """)
        .contains("`drop-table`")
        .contains("<details>")
        .contains("DROP TABLE\n  orders")
        .contains("ALTER TABLE orders RENAME TO orders_old;");
  }

  @ParameterizedTest
  @EnumSource(CheckFormat.class)
  void nothingFoundIsAWholeDocumentToo(CheckFormat format) {
    String empty = format.render(OneFinding.nothing(), Threshold.WARNING);

    assertThat(empty).doesNotContain("drop-table");
    assertThat(format == CheckFormat.GITHUB || empty.endsWith("\n")).isTrue();
  }

  /// SARIF 2.1.0, 3.27.22: places that help to understand the result.
  @Test
  void sarifNamesTheOtherPlacesOfACauseInOneResult() {
    String sarif = CheckFormat.SARIF.render(OneFinding.repeated(30), Threshold.WARNING);
    Map<?, ?> log = Json.read(sarif.getBytes(StandardCharsets.UTF_8), Map.class);
    List<?> results = (List<?>) ((Map<?, ?>) ((List<?>) log.get("runs")).getFirst()).get("results");

    assertThat(results).hasSize(1);
    assertThat((List<?>) ((Map<?, ?>) results.getFirst()).get("relatedLocations"))
        .hasSize(29)
        .last()
        .asString()
        .contains("startLine=32");
  }

  @Test
  void aCauseIsOneEntryInEveryFormAndNamesTheOtherLines() {
    CheckResult thirty = OneFinding.repeated(30);
    String others = "lines 4, 5, 6, 7, 8, 9, 10, 11 and 21 more";

    assertThat(CheckFormat.GITHUB.render(thirty, Threshold.WARNING).lines())
        .singleElement()
        .asString()
        .contains("%0AAlso: " + others + ".%0A");
    assertThat(CheckFormat.GITLAB.render(thirty, Threshold.WARNING))
        .containsOnlyOnce("check_name")
        .contains(others);
    assertThat(CheckFormat.JUNIT.render(thirty, Threshold.WARNING))
        .contains("tests=\"2\" failures=\"1\"")
        .contains(others);
    assertThat(CheckFormat.MARKDOWN.render(thirty, Threshold.WARNING))
        .contains("1 error, 0 warnings, 0 remarks at 30 places in 5 statements")
        .contains("| error | `db/2.sql:3`; also " + others + " | `drop-table` |")
        .containsOnlyOnce("<details>");
  }

  @Test
  void whatBlocksIsFirstInACommentAndWhatDoesNotIsSaid() {
    String markdown = CheckFormat.MARKDOWN.render(OneFinding.found(), Threshold.NEVER);

    assertThat(markdown).contains("**Nothing must be changed before merge.**");
  }

  /// GitHub refuses a comment of more than 65,536 characters.
  @Test
  void aCommentOfAnyNumberOfFindingsFits() {
    String markdown = CheckFormat.MARKDOWN.render(OneFinding.different(20_000), Threshold.WARNING);

    assertThat(markdown.length()).isLessThan(65_536);
    assertThat(markdown)
        .contains("and 19900 more\n")
        .contains("Must be changed before merge: 20000 findings in 20000 files.")
        .containsPattern("The details of [0-9]+ more are in the log");
  }

  private static <T> T parsed(CheckFormat format, Class<T> type) {
    return Json.read(
        format.render(OneFinding.found(), Threshold.WARNING).getBytes(StandardCharsets.UTF_8),
        type);
  }
}
