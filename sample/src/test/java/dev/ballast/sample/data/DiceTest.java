package dev.ballast.sample.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DiceTest {
  /// The published first outputs of SplitMix64 for state 0; the generated content hangs on them.
  @Test
  void isSplitMix64() {
    Dice dice = new Dice(0);
    assertThat(dice.bits()).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(dice.bits()).isEqualTo(0x6E789E6AA1B965F4L);
    assertThat(dice.bits()).isEqualTo(0x06C45D188009454FL);
  }

  @Test
  void aRowHasItsNumbersWhateverWasRolledBefore() {
    long alone = new Dice(7).roll(Topic.ORDER, 12).bits();
    Dice dice = new Dice(7);
    dice.roll(Topic.ORDER, 11).bits();
    assertThat(dice.roll(Topic.ORDER, 12).bits()).isEqualTo(alone);
    assertThat(dice.roll(Topic.USER, 12).bits()).isNotEqualTo(alone);
    assertThat(new Dice(8).roll(Topic.ORDER, 12).bits()).isNotEqualTo(alone);
  }

  @Test
  void staysWithinItsBounds() {
    Dice dice = new Dice(7);
    int[] seen = new int[5];
    for (int i = 0; i < 1000; i++) {
      seen[dice.below(5)]++;
      assertThat(dice.between(3, 4)).isBetween(3, 4);
      assertThat(dice.unit()).isGreaterThanOrEqualTo(0).isLessThan(1);
    }
    assertThat(java.util.Arrays.stream(seen).boxed().toList()).allMatch(n -> n > 150 && n < 250);
    assertThatThrownBy(() -> dice.below(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tokensAreUrlSafe() {
    assertThat(new Dice(7).roll(Topic.USER, 1).token(500)).matches("[A-Za-z0-9_-]{500}");
  }
}
