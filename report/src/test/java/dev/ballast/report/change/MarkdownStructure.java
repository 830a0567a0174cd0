package dev.ballast.report.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.check.RepeatedFinding;
import dev.ballast.report.Visible;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/// The structure of a comment as CommonMark's own grammar reads it. For one page.
final class MarkdownStructure extends AbstractVisitor {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  private final List<String> html = new ArrayList<>();
  private final List<String> code = new ArrayList<>();
  private int headings;
  private int rows;
  private int cells;
  private int items;

  private MarkdownStructure() {}

  static MarkdownStructure read(String markdown) {
    MarkdownStructure seen = new MarkdownStructure();
    PARSER.parse(markdown).accept(seen);
    return seen;
  }

  int headings() {
    return headings;
  }

  int rows() {
    return rows;
  }

  int cells() {
    return cells;
  }

  List<String> html() {
    return List.copyOf(html);
  }

  List<String> code() {
    return List.copyOf(code);
  }

  /// Fails where the page holds more, less or other than its findings.
  static void verify(String markdown, CheckResult result) {
    MarkdownStructure seen = read(markdown);
    int findings = result.causes().size();
    assertThat(seen.headings).isEqualTo(1);
    assertThat(seen.rows).isEqualTo(findings + 1);
    assertThat(seen.cells).isEqualTo(4 * (findings + 1));
    assertThat(seen.items).isEqualTo(result.remarks().size() + result.accepted().size());
    List<String> expectedCode = new ArrayList<>();
    for (RepeatedFinding repeated : result.causes()) {
      MigrationFinding finding = repeated.first();
      expectedCode.add(Visible.block(finding.statement()) + "\n");
      expectedCode.add(Visible.block(String.join("\n", Sentences.script(finding))) + "\n");
    }
    assertThat(seen.code).isEqualTo(expectedCode);
    assertThat(seen.html).hasSize(1 + 2 * findings);
    assertThat(seen.html.getFirst()).isEqualTo("<!-- ballast change check -->");
    for (int i = 0; i < findings; i++) {
      assertThat(seen.html.get(1 + 2 * i))
          .matches("<details><summary><code>[^<>\\n]*</code> create-index</summary>");
      assertThat(seen.html.get(2 + 2 * i)).isEqualTo("</details>");
    }
  }

  @Override
  public void visit(Heading heading) {
    headings++;
    visitChildren(heading);
  }

  @Override
  public void visit(HtmlBlock block) {
    html.add(block.getLiteral());
  }

  @Override
  public void visit(HtmlInline inline) {
    assertThat(inline.getLiteral()).isIn("<code>", "</code>", "<!-- -->");
  }

  @Override
  public void visit(FencedCodeBlock block) {
    code.add(block.getLiteral());
  }

  @Override
  public void visit(Link link) {
    throw new AssertionError("a link to " + link.getDestination());
  }

  @Override
  public void visit(Image image) {
    throw new AssertionError("an image from " + image.getDestination());
  }

  @Override
  public void visit(BulletList list) {
    visitChildren(list);
  }

  @Override
  public void visit(ListItem item) {
    items++;
    visitChildren(item);
  }

  /// A mention, a reference or a bare address would have to stand in one text.
  @Override
  public void visit(Text text) {
    boolean inCode =
        text.getPrevious() instanceof HtmlInline before && before.getLiteral().equals("<code>");
    if (!inCode) {
      assertThat(text.getLiteral()).doesNotContainPattern("[@#]\\w|://|(?i)www\\.");
    }
  }

  @Override
  public void visit(CustomBlock block) {
    assertThat(block).isInstanceOf(TableBlock.class);
    visitChildren(block);
  }

  @Override
  public void visit(CustomNode node) {
    rows += node instanceof TableRow ? 1 : 0;
    cells += node instanceof TableCell ? 1 : 0;
    visitChildren(node);
  }
}
