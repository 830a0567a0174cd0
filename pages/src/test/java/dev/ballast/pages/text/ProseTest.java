package dev.ballast.pages.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.pages.text.Prose.Part;
import org.junit.jupiter.api.Test;

class ProseTest {
  @Test
  void namesStandBetweenBackticks() {
    assertThat(Prose.of("set `a` and `b c`, then end").parts())
        .containsExactly(
            new Part(false, "set "),
            new Part(true, "a"),
            new Part(false, " and "),
            new Part(true, "b c"),
            new Part(false, ", then end"));
  }

  @Test
  void aSingleBacktickIsText() {
    assertThat(Prose.of("a ` b").parts()).containsExactly(new Part(false, "a ` b"));
    assertThat(Prose.of("`a` ` b").parts())
        .containsExactly(new Part(true, "a"), new Part(false, " ` b"));
    assertThat(Prose.of("").parts()).isEmpty();
  }
}
