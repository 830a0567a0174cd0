package dev.ballast.postgres.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PageChecksumTest {
  /// Block 7 of a table that a 15.15 server wrote; pageinspect's `page_checksum` says 9429 for
  /// block 7 and 9434 for block 8.
  static byte[] heapPage() throws IOException {
    return resource("heap-page-block-7.bin");
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = PageChecksumTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  @Test
  void givesTheAnswerOfTheServer() throws IOException {
    assertThat(PageChecksum.of(heapPage(), 0, 7)).isEqualTo(9429);
    assertThat(PageChecksum.stored(heapPage(), 0)).isEqualTo(9429);
  }

  @Test
  void dependsOnTheBlockSoThatAMisplacedPageFails() throws IOException {
    assertThat(PageChecksum.of(heapPage(), 0, 8)).isEqualTo(9434);
  }

  @Test
  void ignoresTheStoredChecksumItself() throws IOException {
    byte[] page = heapPage();
    page[8] ^= 0x55;
    page[9] ^= 0x66;
    assertThat(PageChecksum.of(page, 0, 7)).isEqualTo(9429);
  }

  @Test
  void seesEverySingleFlippedBit() throws IOException {
    byte[] page = heapPage();
    for (int i = 0; i < page.length; i++) {
      if (i == 8 || i == 9) {
        continue;
      }
      page[i] ^= 1;
      assertThat(PageChecksum.of(page, 0, 7)).as("bit in byte %d", i).isNotEqualTo(9429);
      page[i] ^= 1;
    }
  }

  @Test
  void readsAPageAnywhereInABuffer() throws IOException {
    byte[] buffer = new byte[3 * PageChecksum.BLOCK_SIZE];
    System.arraycopy(heapPage(), 0, buffer, PageChecksum.BLOCK_SIZE, PageChecksum.BLOCK_SIZE);
    assertThat(PageChecksum.of(buffer, PageChecksum.BLOCK_SIZE, 7)).isEqualTo(9429);
    assertThat(PageChecksum.isNew(buffer, 0)).isTrue();
    assertThat(PageChecksum.isNew(buffer, PageChecksum.BLOCK_SIZE)).isFalse();
  }

  @Test
  void leavesThePageAsItIs() throws IOException {
    byte[] page = heapPage();
    PageChecksum.of(page, 0, 7);
    assertThat(Arrays.equals(page, heapPage())).isTrue();
  }
}
