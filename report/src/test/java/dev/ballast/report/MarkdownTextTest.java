package dev.ballast.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.report.change.HostileText;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is written is what CommonMark's own parser reads, and nothing else.
class MarkdownTextTest {
  private static final int ROUNDS = 3000;
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  /// The text that a reader sees; anything but text fails.
  private static final class Seen extends AbstractVisitor {
    private final StringBuilder text = new StringBuilder();

    static String in(String markdown) {
      Seen seen = new Seen();
      PARSER.parse(markdown).accept(seen);
      return seen.text.toString();
    }

    @Override
    public void visit(Text node) {
      text.append(node.getLiteral());
      assertThat(node.getLiteral()).doesNotContainPattern("[@#]\\w|://|(?i)www\\.");
    }

    @Override
    public void visit(HtmlInline inline) {
      assertThat(inline.getLiteral()).isEqualTo("<!-- -->");
    }

    @Override
    public void visit(Code code) {
      throw new AssertionError("code " + code.getLiteral());
    }

    @Override
    public void visit(Emphasis emphasis) {
      throw new AssertionError("emphasis");
    }

    @Override
    public void visit(StrongEmphasis emphasis) {
      throw new AssertionError("strong emphasis");
    }

    @Override
    public void visit(Heading heading) {
      throw new AssertionError("a heading");
    }

    @Override
    public void visit(HtmlBlock block) {
      throw new AssertionError("HTML " + block.getLiteral());
    }

    @Override
    public void visit(Link link) {
      throw new AssertionError("a link to " + link.getDestination());
    }

    @Override
    public void visit(Image image) {
      throw new AssertionError("an image from " + image.getDestination());
    }
  }

  @Test
  void aSentenceIsReadAsItWasWrittenWhateverItHolds() {
    for (int round = 0; round < ROUNDS; round++) {
      String text = new HostileText(round).next();
      String expected = Visible.line(text.replaceAll("\\s*\\R\\s*", " ").strip());
      String written = MarkdownText.sentence(text);
      assertThat(written).as("round %d", round).doesNotContain("\n");
      assertThat(Seen.in(written + "\n")).as("round %d: %s", round, written).isEqualTo(expected);
      assertThat(Seen.in("- " + written + "\n"))
          .as("round %d in a list: %s", round, written)
          .isEqualTo(expected);
      assertThat(Seen.in("| a | b |\n|---|---|\n| " + written + " | . |\n"))
          .as("round %d in a table: %s", round, written)
          .isEqualTo("ab" + expected + ".");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "table shop_app.order_items at 15:30:00Z: 5 > 4 (90%) ¦ table shop_app.order_items at"
            + " 15:30:00Z: 5 > 4 (90%)",
        "5 sessions wait for session 17 ¦ 5 sessions wait for session 17",
        "see http://evil.example ¦ see http:<!-- -->//evil.example",
        "@org/all and a@b.example ¦ @<!-- -->org/all and a@<!-- -->b.example",
        "fixes #12, # 1 ¦ fixes #<!-- -->12, # 1",
        "# 1 ¦ &#35; 1",
        "1. x ¦ &#49;. x",
        "a | b \\ c ¦ a &#124; b &#92; c",
        "`x` <img> &amp; [y](z) *b* _c_ ~d~ ¦ &#96;x&#96; &lt;img> &amp;amp; \\[y\\](z) \\*b\\*"
            + " \\_c\\_ \\~d\\~",
      })
  void onlyWhatWouldMeanSomethingIsEscaped(String text, String written) {
    assertThat(MarkdownText.sentence(text)).isEqualTo(written);
  }
}
