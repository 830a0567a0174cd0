package dev.ballast.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogTailTest {
  @TempDir Path directory;
  private Path log;

  @BeforeEach
  void nameTheLog() {
    log = directory.resolve("server.log");
  }

  @Test
  void thereIsNothingBeforeTheFirstLine() {
    assertThat(LogTail.of(log)).isEmpty();
  }

  @Test
  void aShortLogIsItsOwnTail() throws IOException {
    Files.writeString(log, "LOG:  starting\n");

    assertThat(LogTail.of(log)).isEqualTo("LOG:  starting\n");
  }

  @Test
  void ofALongLogItIsTheLastBytes() throws IOException {
    Files.writeString(log, "x".repeat(LogTail.BYTES) + "FATAL:  full\n");

    assertThat(LogTail.of(log)).hasSize(LogTail.BYTES).endsWith("xFATAL:  full\n");
  }

  @Test
  void aLogThatDoesNotFitIntoMemoryHasATail() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
      file.seek(3L << 30);
      file.write("PANIC:  end\n".getBytes(StandardCharsets.US_ASCII));
    }

    assertThat(LogTail.of(log)).hasSize(LogTail.BYTES).endsWith("PANIC:  end\n");
  }

  @Test
  void anInterruptDoesNotKeepItFromBeingRead() throws IOException {
    Files.writeString(log, "LOG:  shutting down\n");
    Thread.currentThread().interrupt();

    assertThat(LogTail.of(log)).isEqualTo("LOG:  shutting down\n");
    assertThat(Thread.interrupted()).isTrue();
  }
}
