package dev.ballast.change.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ShownChangeTest {
  @Test
  void shortValuesAreShownWhole() {
    assertThat(shown("false", "true")).isEqualTo("false -> true");
    assertThat(ShownChange.of(Optional.empty(), Optional.of(""))).isEqualTo("(none) -> (empty)");
  }

  @Test
  void longValuesAreShownFromShortlyBeforeTheyDiffer() {
    String common = "x".repeat(150);

    assertThat(shown(common + "before" + "y".repeat(90), common + "after"))
        .isEqualTo(
            "...%s -> ...%s"
                .formatted(
                    "x".repeat(20) + "before" + "y".repeat(54) + "...", "x".repeat(20) + "after"));
  }

  @Test
  void severalLinesAreShownAsOneAndControlCharactersNotAtAll() {
    assertThat(shown("SELECT 1\n  FROM t", "SELECT\u001b[31m 2"))
        .isEqualTo("SELECT 1 FROM t -> SELECT [31m 2");
  }

  private static String shown(String from, String to) {
    return ShownChange.of(Optional.of(from), Optional.of(to));
  }
}
