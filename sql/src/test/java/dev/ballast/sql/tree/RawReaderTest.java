package dev.ballast.sql.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RawReaderTest {

  private static RawNode read(String json) {
    return RawReader.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  @Test
  void fieldsHaveTheirValues() {
    RawNode node =
        read(
            """
            { "text" : "x", "number":-12,"flag":true, "off":false,
              "none":null, "list":[1,{"a":2},{}], "node":{"b":"c"} }""");

    assertThat(node.text("text")).isEqualTo("x");
    assertThat(node.someText("text")).contains("x");
    assertThat(node.number("number")).isEqualTo(-12);
    assertThat(node.flag("flag")).isTrue();
    assertThat(node.flag("off")).isFalse();
    assertThat(node.list("list")).hasSize(1);
    assertThat(node.some("node").text("b")).isEqualTo("c");
  }

  @Test
  void aMissingFieldHasTheDefault() {
    RawNode node = read("{}");

    assertThat(node.text("a")).isEmpty();
    assertThat(node.someText("a")).isEmpty();
    assertThat(node.number("a")).isZero();
    assertThat(node.flag("a")).isFalse();
    assertThat(node.list("a")).isEmpty();
    assertThat(node.node("a")).isEmpty();
    assertThat(node.location()).isEqualTo(Located.UNKNOWN);
    assertThat(node.some("a").isEmpty()).isTrue();
  }

  @Test
  void aKindIsTakenOffItsNode() {
    RawNode node = read("{\"stmt\":{\"SelectStmt\":{\"op\":\"x\"}},\"zero\":{\"Integer\":{}}}");

    assertThat(node.some("stmt").kind()).isEqualTo("SelectStmt");
    assertThat(node.some("stmt").text("op")).isEqualTo("x");
    assertThat(node.some("zero").is("Integer")).isTrue();
    assertThat(node.some("zero").isEmpty()).isFalse();
  }

  @Test
  void onlyACapitalLetterMakesAKind() {
    assertThat(read("{\"a\":{\"ival\":{\"ival\":1}}}").some("a").kind()).isEmpty();
    assertThat(read("{\"a\":{\"A\":{},\"B\":{}}}").some("a").kind()).isEmpty();
    assertThat(read("{\"a\":{\"A\":1}}").some("a").kind()).isEmpty();
  }

  @Test
  void escapesAreUndone() {
    assertThat(read("{\"a\":\"\\\"\\\\\\/\\n\\t\\r\\b\\f\\u0001\\u00fcé😀\"}").text("a"))
        .isEqualTo("\"\\/\n\t\r\b\f\u0001üé😀");
  }

  @Test
  void aLongTextWithManyEscapesIsWhole() {
    String text = "ü\n\"".repeat(5000);
    String json = "{\"a\":\"" + text.replace("\n", "\\n").replace("\"", "\\\"") + "\"}";

    assertThat(read(json).text("a")).isEqualTo(text);
  }

  @Test
  void depthHasABound() {
    int depth = RawReader.MAX_DEPTH;

    assertThat(RawReader.read(nested(depth))).isPresent();
    assertThat(RawReader.read(nested(depth + 1))).isEqualTo(Optional.empty());
  }

  private static byte[] nested(int depth) {
    return ("{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void namesThatShareASlotStayApart() {
    StringBuilder json = new StringBuilder("{\"first\":0");
    for (int i = 0; i < 3000; i++) {
      json.append(",\"f").append(i).append("\":").append(i);
    }
    RawNode node = read(json.append('}').toString());

    assertThat(node.number("f17")).isEqualTo(17);
    assertThat(node.number("f2999")).isEqualTo(2999);
  }
}
