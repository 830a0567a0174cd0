package dev.ballast.vault;

import static java.util.Objects.checkFromIndexSize;

import dev.ballast.vault.format.ChunkRef;
import java.io.InputStream;
import java.util.List;

/// Reads back what a [ChunkedOutput] stored. For one thread; it holds one chunk.
final class ChunkedInput extends InputStream {
  private final Vault vault;
  private final List<ChunkRef> refs;
  private byte[] chunk = new byte[0];
  private int next;
  private int at;
  private int end;

  ChunkedInput(Vault vault, List<ChunkRef> refs) {
    this.vault = vault;
    this.refs = List.copyOf(refs);
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int offset, int count) {
    checkFromIndexSize(offset, count, into.length);
    if (count == 0) {
      return 0;
    }
    if (at == end && !loadNext()) {
      return -1;
    }
    int taken = Math.min(count, end - at);
    System.arraycopy(chunk, at, into, offset, taken);
    at += taken;
    return taken;
  }

  private boolean loadNext() {
    if (next == refs.size()) {
      return false;
    }
    ChunkRef ref = refs.get(next);
    if (chunk.length < ref.length()) {
      chunk = new byte[ref.length()];
    }
    end = vault.read(ref, chunk, 0);
    at = 0;
    next++;
    return true;
  }

  @Override
  public int available() {
    return end - at;
  }
}
