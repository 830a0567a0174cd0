package dev.ballast.protect.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PiecesTest {
  /// Two pieces and a part of a third.
  private static final int LENGTH = 2 * (128 << 10) + 4097;

  private static final int OFFSET = 8192;
  private static final int BEFORE = 3;

  @Test
  void writesWhatRemainsOfTheBufferWhereItBelongs(@TempDir Path folder) throws IOException {
    byte[] bytes = new byte[BEFORE + LENGTH + 5];
    new Random(1).nextBytes(bytes);
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes);
    buffer.position(BEFORE).limit(BEFORE + LENGTH);
    Path file = folder.resolve("file");

    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Pieces.write(channel, buffer, OFFSET);
    }

    byte[] expected = new byte[OFFSET + LENGTH];
    System.arraycopy(bytes, BEFORE, expected, OFFSET, LENGTH);
    assertThat(Arrays.equals(Files.readAllBytes(file), expected)).isTrue();
    assertThat(buffer.position()).isEqualTo(BEFORE + LENGTH);
    assertThat(buffer.limit()).isEqualTo(BEFORE + LENGTH);
  }
}
