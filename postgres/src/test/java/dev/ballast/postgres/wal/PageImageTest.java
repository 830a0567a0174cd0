package dev.ballast.postgres.wal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Images by hand, and bytes that are none. That servers' own images are restored is shown by
/// [RecordContentIT].
class PageImageTest {
  private static final int HAS_HOLE = 1;

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @Test
  void theHoleIsPutBackAsZeroes() {
    byte[] stored = filled(192, 7);

    byte[] page = new PageImage(HAS_HOLE, 64, 8000).restore(stored, 17).orElseThrow();

    assertThat(Arrays.copyOfRange(page, 0, 64)).isEqualTo(filled(64, 7));
    assertThat(Arrays.copyOfRange(page, 64, 8064)).isEqualTo(new byte[8000]);
    assertThat(Arrays.copyOfRange(page, 8064, 8192)).isEqualTo(filled(128, 7));
  }

  @Test
  void pglzCopiesWhatCameBeforeAlsoWhereItOverlaps() {
    // Control 0x04: two literals, then a copy of 3 + 15 + 4 = 22 bytes from 2 bytes back.
    byte[] stored = {0x04, 'a', 'b', 0x0F, 2, 4};
    byte[] plain = new byte[24];

    assertThat(Pglz.decompress(stored, plain)).isTrue();
    assertThat(new String(plain, US_ASCII)).isEqualTo("ab".repeat(12));
  }

  @Test
  void lz4CopiesLikewise() {
    // Token 0x2F: two literals, then a copy of 15 + 1 + 4 = 20 bytes from 2 bytes back; the last
    // sequence is two literals alone.
    byte[] stored = {0x2F, 'a', 'b', 2, 0, 1, 0x20, 'y', 'z'};
    byte[] plain = new byte[24];

    assertThat(Lz4Block.decompress(stored, plain)).isTrue();
    assertThat(new String(plain, US_ASCII)).isEqualTo("ab".repeat(11) + "yz");
  }

  @ParameterizedTest
  @CsvSource({"14, 2", "17, 4", "17, 8", "17, 16", "17, 0"})
  void bytesThatAreNoImageGiveNone(int major, int flags) {
    Random random = new Random(5);
    for (int round = 0; round < 20_000; round++) {
      byte[] stored = new byte[random.nextInt(300)];
      random.nextBytes(stored);
      PageImage image =
          new PageImage(flags | HAS_HOLE, random.nextInt(65536), random.nextInt(65536));
      image.restore(stored, major).ifPresent(page -> assertThat(page).hasSize(8192));
    }
    assertThat(new PageImage(flags, 0, 0).restore(new byte[100], major)).isEmpty();
  }

  @Test
  void aTruncatedFrameIsNoImage() {
    byte[] whole = Zstd.compress(filled(8192, 3));

    assertThat(new PageImage(16, 0, 0).restore(whole, 15)).contains(filled(8192, 3));
    assertThat(new PageImage(16, 0, 0).restore(Arrays.copyOf(whole, whole.length - 1), 15))
        .isEmpty();
  }
}
