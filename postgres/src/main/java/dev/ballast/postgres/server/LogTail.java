package dev.ballast.postgres.server;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The end of a server's log. The log may be of any size: code in the server can write to it.
final class LogTail {
  static final int BYTES = 4000;

  private LogTail() {}

  /// At most the last [#BYTES] bytes, nothing where there is no log yet. An interrupt does not keep
  /// it from being read, since what it says explains an error.
  static String of(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(BYTES, file.length())];
      file.seek(file.length() - tail.length);
      file.readFully(tail);
      return new String(tail, StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
