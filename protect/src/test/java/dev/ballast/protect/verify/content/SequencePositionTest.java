package dev.ballast.protect.verify.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SequencePositionTest {
  private static final OptionalLong NEVER = OptionalLong.empty();

  private static SequencePosition position(
      long increment, OptionalLong before, OptionalLong after) {
    return new SequencePosition("s", "q", increment, before, after);
  }

  private static OptionalLong at(long value) {
    return OptionalLong.of(value);
  }

  @Test
  void aCopyMayBeAheadButNotBehind() {
    SequencePosition up = position(1, at(100), at(120));
    assertThat(up.isBehind(at(100))).isFalse();
    assertThat(up.isBehind(at(132))).isFalse();
    assertThat(up.isBehind(at(99))).isTrue();
    assertThat(up.isBehind(NEVER)).isTrue();
  }

  @Test
  void behindIsAboveForASequenceThatCountsDown() {
    SequencePosition down = position(-1, at(-100), at(-120));
    assertThat(down.isBehind(at(-132))).isFalse();
    assertThat(down.isBehind(at(-99))).isTrue();
  }

  @Test
  void oneThatWasNeverUsedCannotBeBehind() {
    assertThat(position(1, NEVER, at(3)).isBehind(NEVER)).isFalse();
  }

  @Test
  void oneThatWasSetBackMeanwhileIsKnownByIt() {
    assertThat(position(1, at(100), at(5)).movedBack()).isTrue();
    assertThat(position(1, at(100), NEVER).movedBack()).isTrue();
    assertThat(position(1, at(100), at(100)).movedBack()).isFalse();
    assertThat(position(-1, at(-5), at(-100)).movedBack()).isFalse();
    assertThat(position(1, NEVER, at(1)).movedBack()).isFalse();
  }
}
