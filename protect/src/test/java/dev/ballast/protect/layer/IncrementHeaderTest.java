package dev.ballast.protect.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/// Headers as `backup/basebackup.c` of PostgreSQL 17 writes them, put together by hand.
class IncrementHeaderTest {
  private static final int SEGMENT = 131_072;

  private static byte[] header(int magic, int truncation, int... blocks) {
    int used = 12 + 4 * blocks.length;
    int length = blocks.length == 0 ? used : (used + 8191) / 8192 * 8192;
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(magic).putInt(blocks.length).putInt(truncation);
    for (int block : blocks) {
      out.putInt(block);
    }
    byte[] bytes = new byte[length];
    out.rewind().get(bytes);
    return bytes;
  }

  private static IncrementHeader read(byte[] bytes, long size) throws IOException {
    return IncrementHeader.read(new ByteArrayInputStream(bytes), size, SEGMENT, new CRC32C());
  }

  @Test
  void blocksFollowAHeaderOfWholePages() throws IOException {
    CRC32C sum = new CRC32C();
    byte[] bytes = header(0xD3AE1F0D, 10, 3, 4, 12);
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);

    IncrementHeader header = IncrementHeader.read(in, 4 * 8192, SEGMENT, sum);

    assertThat(header.count()).isEqualTo(3);
    assertThat(header.block(2)).isEqualTo(12);
    assertThat(header.kept()).isEqualTo(10);
    assertThat(header.pages()).isEqualTo(13);
    assertThat(header.length()).isEqualTo(8192);
    assertThat(in.available()).isZero();
    CRC32C whole = new CRC32C();
    whole.update(bytes);
    assertThat(sum.getValue()).isEqualTo(whole.getValue());
  }

  @Test
  void withoutBlocksItIsShortAndTheFileAsLongAsItSays() throws IOException {
    IncrementHeader header = read(header(0xD3AE1F0D, 7), 12);

    assertThat(header.pages()).isEqualTo(7);
    assertThat(header.length()).isEqualTo(12);
  }

  @Test
  void aLengthOfMoreThanASegmentIsThatOfASegment() throws IOException {
    assertThat(read(header(0xD3AE1F0D, SEGMENT + 5), 12).pages()).isEqualTo(SEGMENT);
  }

  @Test
  void whatIsNoHeaderIsRefused() {
    assertRefused(header(0xD3AE1F0C, 7), 12);
    assertRefused(header(0xD3AE1F0D, 7, 3, 3), 3 * 8192);
    assertRefused(header(0xD3AE1F0D, 7, SEGMENT), 2 * 8192);
    assertRefused(header(0xD3AE1F0D, 7, 3), 3 * 8192);
    assertRefused(new byte[5], 5);
  }

  private static void assertRefused(byte[] bytes, long size) {
    assertThatThrownBy(() -> read(bytes, size)).isInstanceOf(IOException.class);
  }
}
