package dev.ballast.report.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.check.AcceptedFinding;
import dev.ballast.change.check.Cause;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.FilePosition;
import dev.ballast.change.check.LockClaim;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.check.RepeatedFinding;
import dev.ballast.change.check.WorkClaim;
import dev.ballast.change.compare.UntracedScript;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.json.Json;
import dev.ballast.migrations.Tool;
import dev.ballast.report.Harmless;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import dev.ballast.report.Visible;
import java.io.StringReader;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/// Every form of a check's result, of findings whose every word is hostile. The seeds are the
/// numbers of the rounds, so that a failure is repeated by its number.
final class HostileFormsTest {
  private static final int ROUNDS = 400;
  private static final AtomicInteger MADE = new AtomicInteger();

  @ParameterizedTest
  @EnumSource(CheckFormat.class)
  void noFormPrintsWhatIsNotSeenOrIsACommand(CheckFormat format) {
    rounds(
        result -> {
          String printed = format.render(result, Threshold.WARNING);
          if (format == CheckFormat.GITHUB) {
            Harmless.characters(printed);
            assertThat(printed).doesNotContain("##[").doesNotContain("section_start:");
          } else {
            Harmless.text(printed);
          }
        });
  }

  @Test
  void aWorkflowCommandIsMadeOfFindingsAndRemarksOnly() {
    rounds(
        result ->
            assertThat(GithubForm.render(result).lines().toList())
                .hasSize(result.causes().size() + result.remarks().size())
                .allMatch(
                    line ->
                        line.startsWith("::notice title=remark::")
                            || line.matches(
                                "::(error|warning|notice) file=[^:,\\n]*,line=1,endLine=2,"
                                    + "title=[^:,\\n]*::.*")));
  }

  @Test
  void aSarifFileKeepsEveryWordAndItsAddressesAreAddresses() {
    rounds(
        result -> {
          List<?> results = (List<?>) at(json(SarifForm.render(result)), "runs", 0, "results");
          assertThat(results).hasSize(result.causes().size() + result.accepted().size());
          for (int i = 0; i < result.causes().size(); i++) {
            RepeatedFinding repeated = result.causes().get(i);
            MigrationFinding finding = repeated.first();
            String uri =
                (String)
                    at(results, i, "locations", 0, "physicalLocation", "artifactLocation", "uri");
            assertThat(uri).matches("[A-Za-z0-9._~/%-]*");
            String decoded = URLDecoder.decode(uri.replace("+", "%2B"), UTF_8);
            assertThat(decoded.getBytes(UTF_8)).isEqualTo(finding.file().getBytes(UTF_8));
            String message = (String) at(results, i, "message", "text");
            boolean escaped = Sentences.whole(repeated).contains("](");
            assertThat(escaped ? message.replaceAll("\\\\(.)", "$1") : message)
                .isEqualTo(Sentences.whole(repeated));
            assertThat(message).doesNotContainPattern("(?<!\\\\)\\]\\(");
          }
        });
  }

  @Test
  void aCodeQualityReportKeepsEveryWord() {
    rounds(
        result -> {
          List<?> issues = (List<?>) json(GitlabForm.render(result));
          assertThat(issues).hasSize(result.causes().size());
          for (int i = 0; i < issues.size(); i++) {
            RepeatedFinding finding = result.causes().get(i);
            assertThat(at(issues, i, "description")).isEqualTo(Sentences.whole(finding));
            assertThat(at(issues, i, "location", "path")).isEqualTo(finding.first().file());
          }
        });
  }

  private static Object json(String document) {
    return Json.read(document.getBytes(UTF_8), Object.class);
  }

  /// What stands in a document at the end of a path of keys and places.
  private static Object at(Object document, Object... path) {
    Object here = document;
    for (Object step : path) {
      here =
          step instanceof Integer place
              ? ((List<?>) here).get(place)
              : Objects.requireNonNull(((Map<?, ?>) here).get(step), () -> "no " + step);
    }
    return here;
  }

  @Test
  void aJunitFileIsXmlWithATestForEachFinding() {
    rounds(
        result -> {
          Document document = xml(JunitForm.render(result));
          var tests = document.getElementsByTagName("testcase");
          assertThat(tests.getLength()).isEqualTo(result.causes().size() + 1);
          for (int i = 0; i < result.causes().size(); i++) {
            MigrationFinding finding = result.causes().get(i).first();
            assertThat(((Element) tests.item(i)).getAttribute("classname").replace('\t', ' '))
                .isEqualTo(Visible.line(finding.file()).replace('\t', ' '));
          }
        });
  }

  @Test
  void aCommentHasTheStructureOfItsFindingsAndNoOther() {
    rounds(
        result -> MarkdownStructure.verify(MarkdownForm.render(result, Threshold.WARNING), result));
  }

  @Test
  void theCaseThatBrokeTheFenceStaysInIt() {
    String statement =
        """
        CREATE INDEX /*
        ```
        </details>

        # Approved by security
        [details](https://evil.example) <img src=https://evil.example/x.png> @org/all

        */ i ON t (id)""";
    CheckResult result = result(List.of(finding("m/V1__a.sql", statement, "t")), List.of());

    String markdown = MarkdownForm.render(result, Threshold.WARNING);

    assertThat(markdown).contains("````sql\n" + statement + "\n````\n");
    MarkdownStructure.verify(markdown, result);
  }

  @Test
  void aPageOfACheckShowsWhatIsNotSeen() {
    rounds(
        result -> {
          Page page = new Page(Style.COLOURED);
          ChangeCheckReport.of(result, CheckView.text(Threshold.WARNING)).print(page);
          Harmless.text(Harmless.uncoloured(page.toString()));
        });
  }

  @Test
  void aPageOfATraceShowsWhatIsNotSeen() {
    for (int round = 0; round < ROUNDS; round++) {
      HostileText text = new HostileText(round);
      List<String> words = List.of(text.next(), text.next());
      TracedStatement statement =
          new TracedStatement(
              1,
              new FilePosition(1, 1),
              text.next(),
              new TracedStatement.Ending("failed", Optional.of(text.next())),
              new TracedStatement.Locks(
                  List.of(new TracedStatement.Lock(text.next(), "table", "SHARE")), words),
              new TracedStatement.Done(words, words, words, words, 1),
              new TracedStatement.Others(words, words, words, words, words),
              new TracedStatement.Caveats(Optional.of(text.next()), words));
      Page page = new Page(round % 2 == 0 ? Style.PLAIN : Style.COLOURED);

      TraceText.print(
          page,
          new TracedFile(
              text.next(),
              false,
              text.next(),
              List.of(statement),
              words,
              words,
              words,
              true,
              words,
              words,
              words));
      TraceText.print(page, new UntracedScript(text.next(), true, text.next()));

      Harmless.text(Harmless.uncoloured(page.toString()));
    }
  }

  private static void rounds(Consumer<CheckResult> check) {
    for (int round = 0; round < ROUNDS; round++) {
      CheckResult result = hostile(round);
      try {
        check.accept(result);
      } catch (AssertionError e) {
        throw new AssertionError("round " + round, e);
      }
    }
  }

  private static CheckResult hostile(long seed) {
    HostileText text = new HostileText(seed);
    List<MigrationFinding> findings = new ArrayList<>();
    Stream.generate(() -> finding(text.next(), text.next(), text.next()))
        .limit(1 + seed % 3)
        .forEach(findings::add);
    Cause cause = findings.getFirst().cause();
    Stream.generate(() -> finding(text.next(), text.next(), text.next(), cause))
        .limit(seed % 4)
        .forEach(findings::add);
    MigrationFinding old = finding(text.next(), text.next(), text.next());
    return result(List.of(text.next()), findings, List.of(new AcceptedFinding(old, text.next())));
  }

  private static CheckResult result(
      List<MigrationFinding> findings, List<AcceptedFinding> accepted) {
    return result(List.of(), findings, accepted);
  }

  private static CheckResult result(
      List<String> remarks, List<MigrationFinding> findings, List<AcceptedFinding> accepted) {
    return new CheckResult(Tool.FLYWAY, 18, 1, 1, 0, 3, 1, remarks, findings, accepted, List.of());
  }

  private static MigrationFinding finding(String file, String statement, String words) {
    return finding(file, statement, words, new Cause.Own("finding " + MADE.incrementAndGet()));
  }

  private static MigrationFinding finding(
      String file, String statement, String words, Cause cause) {
    return new MigrationFinding(
        "create-index",
        Severity.ERROR,
        file,
        false,
        new FilePosition(1, 2),
        new FilePosition(2, 3),
        statement,
        "Builds it: " + words,
        List.of(new LockClaim(words, "SHARE", Optional.of(statement))),
        List.of(new WorkClaim(words, "scan", Optional.empty())),
        Optional.empty(),
        List.of(statement, "-- " + words),
        words + statement,
        false,
        "0123456789abcdef",
        cause);
  }

  private static Document xml(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    } catch (org.xml.sax.SAXException
        | java.io.IOException
        | javax.xml.parsers.ParserConfigurationException e) {
      throw new AssertionError("no XML: " + text, e);
    }
  }
}
