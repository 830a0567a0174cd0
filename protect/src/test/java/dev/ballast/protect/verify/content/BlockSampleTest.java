package dev.ballast.protect.verify.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockSampleTest {

  @ParameterizedTest
  @CsvSource({"0.99, 0.001, 4603", "0.95, 0.01, 299", "0.5, 0.5, 1", "0.999, 0.0001, 69075"})
  void sizeIsTheLogarithmOfDoubtOverThatOfAHit(double confidence, double fraction, long size) {
    assertThat(BlockSample.size(confidence, fraction)).isEqualTo(size);
  }

  @Test
  void drawsDifferentBlocksInOrder() {
    long[] blocks = BlockSample.draw(7, 500, 1000);
    assertThat(blocks).hasSize(500).doesNotHaveDuplicates().isSorted();
    assertThat(blocks[0]).isNotNegative();
    assertThat(blocks[499]).isLessThan(1000);
  }

  @Test
  void drawsTheSameForTheSameSeedAndOthersForAnother() {
    assertThat(BlockSample.draw(7, 50, 100000)).isEqualTo(BlockSample.draw(7, 50, 100000));
    assertThat(BlockSample.draw(8, 50, 100000)).isNotEqualTo(BlockSample.draw(7, 50, 100000));
  }

  @Test
  void drawsEveryBlockWhereAllAreWanted() {
    assertThat(BlockSample.draw(1, 4, 4)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void findsDamageAsOftenAsItSays() {
    int blocks = 10_000;
    int damaged = 100;
    int found = 0;
    for (int seed = 0; seed < 2000; seed++) {
      long[] drawn = BlockSample.draw(seed, BlockSample.size(0.9, 0.01), blocks);
      found += Arrays.stream(drawn).anyMatch(b -> b < damaged) ? 1 : 0;
    }
    assertThat(found).isBetween(1770, 1860);
  }
}
