package dev.ballast.vault;

import static java.util.Objects.checkFromIndexSize;

import dev.ballast.vault.format.ChunkRef;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Stores a stream of bytes as chunks. For one thread; its chunks are stored on that thread.
///
/// After [#close] the stream is known by [#refs], which [Vault#open(List)] reads back.
public final class ChunkedOutput extends OutputStream {
  private final Deposit deposit;
  private final byte[] buffer;
  private final List<ChunkRef> refs = new ArrayList<>();
  private int filled;
  private long length;
  private boolean closed;

  ChunkedOutput(Deposit deposit, int chunkSize) {
    this.deposit = deposit;
    this.buffer = new byte[chunkSize];
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    checkFromIndexSize(offset, count, bytes.length);
    if (closed) {
      throw new IllegalStateException("the stream is closed");
    }
    int from = offset;
    int left = count;
    while (left > 0) {
      int taken = Math.min(left, buffer.length - filled);
      System.arraycopy(bytes, from, buffer, filled, taken);
      filled += taken;
      from += taken;
      left -= taken;
      if (filled == buffer.length) {
        putChunk();
      }
    }
    length += count;
  }

  private void putChunk() {
    refs.add(deposit.put(buffer, 0, filled));
    filled = 0;
  }

  /// Stores what is left as the last, shorter chunk. An empty stream has no chunk.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (filled > 0) {
        putChunk();
      }
    }
  }

  /// The stream's chunks, in order; after [#close].
  public List<ChunkRef> refs() {
    if (!closed) {
      throw new IllegalStateException("the stream is still open");
    }
    return List.copyOf(refs);
  }

  /// Bytes written.
  public long length() {
    return length;
  }
}
