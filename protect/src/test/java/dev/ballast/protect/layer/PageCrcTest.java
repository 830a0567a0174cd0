package dev.ballast.protect.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/// The oracle is the JDK's CRC-32C over the whole.
class PageCrcTest {
  private static int crc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  @Test
  void theSumOfAWholeComesFromThoseOfItsParts() {
    byte[] bytes = new byte[100_000];
    new Random(5).nextBytes(bytes);
    for (int cut : List.of(0, 1, 7, 8192, 65_536, 99_999, 100_000)) {
      int rest = bytes.length - cut;
      assertThat(PageCrc.join(crc(bytes, 0, cut), crc(bytes, cut, rest), rest))
          .as("cut at " + cut)
          .isEqualTo(crc(bytes, 0, bytes.length));
    }
  }

  @Test
  void zeroesNeedNotBeRead() {
    for (int length : List.of(0, 1, 8192, 1_000_001)) {
      assertThat(PageCrc.ofZeroes(length)).isEqualTo(crc(new byte[length], 0, length));
    }
  }

  @Test
  void theSumOfAFileComesFromThoseOfItsPages() {
    byte[] bytes = new byte[5 * PageSums.PAGE];
    new Random(6).nextBytes(bytes);
    for (PageSums kind : List.of(PageSums.CHECKSUMS, new PageSums("00ff"))) {
      byte[] sums = new byte[5 * kind.width()];
      kind.sum(bytes, bytes.length, sums, 0);
      assertThat(kind.whole(sums)).isEqualTo(crc(bytes, 0, bytes.length));

      byte[] longer = java.util.Arrays.copyOf(bytes, 7 * PageSums.PAGE);
      assertThat(kind.whole(kind.resized(sums, 7))).isEqualTo(crc(longer, 0, longer.length));
      assertThat(kind.whole(kind.resized(sums, 2))).isEqualTo(crc(bytes, 0, 2 * PageSums.PAGE));
    }
  }

  @Test
  void theHashDependsOnThePageAndTheSalt() {
    byte[] page = new byte[PageSums.PAGE];
    byte[] other = page.clone();
    other[8191] = 1;

    assertThat(sums("aa", page)).isEqualTo(sums("aa", page)).hasSize(16);
    assertThat(java.util.Arrays.copyOfRange(sums("aa", page), 4, 16))
        .isNotEqualTo(java.util.Arrays.copyOfRange(sums("ab", page), 4, 16))
        .isNotEqualTo(java.util.Arrays.copyOfRange(sums("aa", other), 4, 16));
  }

  private static byte[] sums(String salt, byte[] page) {
    PageSums kind = new PageSums(salt);
    byte[] sums = new byte[kind.width()];
    kind.sum(page, page.length, sums, 0);
    return sums;
  }
}
