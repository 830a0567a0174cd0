package dev.ballast.postgres.wire;

import dev.ballast.postgres.wire.protocol.MessageReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.LongConsumer;

/// One archive, or the manifest, of a base backup in progress. For one thread.
///
/// Reading throws a `Fault`, never an `IOException`, when connection or server fail. The fastest
/// way through is [#transferTo(OutputStream)], which hands the connection's own buffer to the
/// output.
public final class BackupStream extends InputStream {
  /// How many bytes are between two calls of [BaseBackupReceiver#onProgress(long)].
  public static final long PROGRESS_STEP_BYTES = 8L << 20;

  private final MessageReader reader;
  private final CopyPart part;
  private final LongConsumer progress;
  private final byte[] single = new byte[1];
  private long unreported;
  private boolean ended;

  /// @param progress receives the bytes read since its last call
  BackupStream(MessageReader reader, CopyPart part, LongConsumer progress) {
    this.reader = reader;
    this.part = part;
    this.progress = progress;
  }

  @Override
  public int read() {
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
  }

  @Override
  public int read(byte[] target) {
    return read(target, 0, target.length);
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!hasData()) {
      return -1;
    }
    int count = reader.read(target, offset, length);
    counted(count);
    return count;
  }

  @Override
  public int readNBytes(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    int have = 0;
    while (have < length) {
      int count = read(target, offset + have, length - have);
      if (count < 0) {
        break;
      }
      have += count;
    }
    return have;
  }

  /// @throws IOException only from `target`
  @Override
  public long transferTo(OutputStream target) throws IOException {
    long total = 0;
    while (hasData()) {
      int count = reader.writeTo(target);
      total += count;
      counted(count);
    }
    return total;
  }

  @Override
  public int available() {
    return ended ? 0 : reader.remaining();
  }

  /// Does nothing: after a failure there is no point in reading what is left, and after success the
  /// backup does it.
  @Override
  public void close() {}

  /// Reads on to the end, so that the dialogue can go on.
  void finish() {
    while (hasData()) {
      int count = reader.remaining();
      reader.skip();
      counted(count);
    }
  }

  private boolean hasData() {
    if (ended) {
      return false;
    }
    if (reader.remaining() > 0 || part.advance()) {
      return true;
    }
    ended = true;
    progress.accept(unreported);
    unreported = 0;
    return false;
  }

  private void counted(int count) {
    unreported += count;
    if (unreported >= PROGRESS_STEP_BYTES) {
      progress.accept(unreported);
      unreported = 0;
    }
  }
}
