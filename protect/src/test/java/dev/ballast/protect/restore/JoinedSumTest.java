package dev.ballast.protect.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinedSumTest {
  private static int sum(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }

  /// The check value of CRC-32C in the catalogue of CRCs is 0xE3069283, of "123456789".
  @Test
  void partsOfTheCheckStringGiveTheCheckValue() {
    byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);
    for (int cut = 0; cut <= check.length; cut++) {
      assertThat(JoinedSum.of(sum(check, 0, cut), sum(check, cut, 9), 9 - cut))
          .isEqualTo(0xE3069283);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "8192, 1", "1, 8192", "100000, 2097152", "0, 777", "777, 0"})
  void twoPartsHaveTheSumOfTheWhole(int first, int second) {
    byte[] bytes = new byte[first + second];
    new Random(first).nextBytes(bytes);
    assertThat(JoinedSum.of(sum(bytes, 0, first), sum(bytes, first, bytes.length), second))
        .isEqualTo(sum(bytes, 0, bytes.length));
  }

  /// Zeroes that nobody has to read: 3 GiB, more than an int counts.
  @Test
  void aPartMayBeLongerThanAnIntCounts() {
    byte[] zeroes = new byte[1 << 20];
    CRC32C crc = new CRC32C();
    crc.update("page".getBytes(StandardCharsets.US_ASCII));
    int first = (int) crc.getValue();
    CRC32C alone = new CRC32C();
    for (int i = 0; i < 3 * 1024; i++) {
      crc.update(zeroes, 0, zeroes.length);
      alone.update(zeroes, 0, zeroes.length);
    }
    assertThat(JoinedSum.of(first, (int) alone.getValue(), 3L << 30))
        .isEqualTo((int) crc.getValue());
  }
}
