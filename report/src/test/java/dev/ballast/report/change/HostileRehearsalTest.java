package dev.ballast.report.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.report.Harmless;
import dev.ballast.report.JsonForm;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import java.io.StringReader;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/// Every form of a rehearsal whose every word is hostile. The seeds are the numbers of the rounds,
/// so that a failure is repeated by its number.
class HostileRehearsalTest {
  private static final int ROUNDS = 60;

  @ParameterizedTest
  @EnumSource(RehearsalFormat.class)
  void noFormPrintsWhatIsNotSeenOrIsACommand(RehearsalFormat format) {
    rounds(report -> Harmless.text(report.render(format)));
  }

  @Test
  void noPageDoesEither() {
    rounds(
        report -> {
          Page page = new Page(Style.COLOURED);
          report.print(page);
          Harmless.text(Harmless.uncoloured(page.toString()));
          Harmless.text(JsonForm.of(report));
        });
  }

  @Test
  void aCommentHasTheStructureOfARehearsalAndNoOther() {
    rounds(
        report -> {
          MarkdownStructure seen = MarkdownStructure.read(report.render(RehearsalFormat.MARKDOWN));
          assertThat(seen.headings()).isEqualTo(1);
          // The policy with three rules, the traffic with three stretches, two scripts.
          assertThat(seen.rows()).isEqualTo(4 + 4 + 2 + 2);
          assertThat(seen.cells()).isEqualTo(4 * 3 + 4 * 8 + 4 * 7);
          assertThat(seen.html()).hasSize(1 + 2 * 3).startsWith("<!-- ballast change rehearse -->");
          assertThat(seen.code()).hasSize(2);
        });
  }

  @Test
  void aJunitFileIsXmlWithATestForEachRule() {
    rounds(
        report ->
            assertThat(
                    xml(report.render(RehearsalFormat.JUNIT))
                        .getElementsByTagName("testcase")
                        .getLength())
                .isEqualTo(3 + 1 + 1));
  }

  @Test
  void aCommentStaysWithinWhatACodeHostTakes() {
    RehearsalReport report = OneRehearsal.of(text -> text + "@".repeat(20_000));

    String markdown = report.render(RehearsalFormat.MARKDOWN);

    assertThat(markdown.length()).isBetween(10_000, 60_000);
    assertThat(markdown).contains("breaks the policy").endsWith("\n```\n");
  }

  private static void rounds(Consumer<RehearsalReport> check) {
    for (int round = 0; round < ROUNDS; round++) {
      HostileText text = new HostileText(round);
      try {
        check.accept(OneRehearsal.of(_ -> text.next()));
      } catch (AssertionError e) {
        throw new AssertionError("round " + round, e);
      }
    }
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
