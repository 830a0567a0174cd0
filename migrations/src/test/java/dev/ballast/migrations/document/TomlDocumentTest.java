package dev.ballast.migrations.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.script.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomlDocumentTest {
  private static Document read(String text) {
    return Document.read("a.TOML", SourceText.of(text));
  }

  private static Element root(String text) {
    return read(text) instanceof Document.Tree(Element root) ? root : fail(text);
  }

  private static Element fail(String text) {
    throw new AssertionError(read(text));
  }

  @Test
  void tablesListsAndScalarsAreElements() {
    Element root =
        root(
            """
            a = 1 # one
            "b c" = 'd\\e'
            x.y = "\\t\\u0041"
            many = \"""
            first
            second\"""
            [t.u]
            list = [1, 'two',
              [3], { k = "v" }]
            day = 1979-05-27 07:32:00
            [[t.more]]
            n = +1
            [[t.more]]
            n = 2
            """);

    assertThat(root.value("a")).hasValue("1");
    assertThat(root.value("b c")).hasValue("d\\e");
    assertThat(root.children("x").findFirst().flatMap(x -> x.value("y"))).hasValue("\tA");
    assertThat(root.value("many")).hasValue("first\nsecond");
    Element t = root.children("t").findFirst().orElseThrow();
    Element u = t.children("u").findFirst().orElseThrow();
    assertThat(u.value("day")).hasValue("1979-05-27 07:32:00");
    Element list = u.children("list").findFirst().orElseThrow();
    assertThat(list.children().stream().map(item -> item.text().value()))
        .containsExactly("1", "two", "", "");
    assertThat(list.children().getLast().value("k")).hasValue("v");
    assertThat(t.children("more").map(more -> more.value("n").orElse("")))
        .containsExactly("+1", "2");
    assertThat(t.children("more").map(Element::line)).containsExactly(11, 13);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a = | a value was expected",
        "a = 1 b = 2 | a line holds more than one entry",
        "a | = was expected",
        "= 1 | a key was expected",
        "a = \"x | a string is never closed",
        "a = \"\\q\" | an escape is not known",
        "a = \"\\uD8\" | an escape is no character",
        "[a | ] was expected",
        "a = [1 2] | , was expected",
        "a = [1, | a value was expected"
      })
  void whatIsNoTomlIsRefused(String text, String reason) {
    assertThat(read(text)).isEqualTo(new Document.Unreadable(1, "it is not TOML: " + reason));
  }

  @Test
  void aKeyThatStandsTwiceAndWhatIsTooDeepIsRefused() {
    assertThat(read("a = 1\na = 2"))
        .isEqualTo(new Document.Unreadable(2, "it is not TOML: the key a stands there twice"));
    assertThat(read("a = " + "[".repeat(100_000)).toString()).contains("nested deeper");
    assertThat(read("a" + ".a".repeat(100_000) + "=1").toString()).contains("nested deeper");
  }
}
