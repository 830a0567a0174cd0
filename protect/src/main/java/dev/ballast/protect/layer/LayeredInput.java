package dev.ballast.protect.layer;

import static java.util.Objects.checkFromIndexSize;

import dev.ballast.vault.Vault;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/// Reads a file in layers from its beginning to its end. Pieces of one backup are in the order of
/// the file, so that a few chunks of each backup suffice. For one thread.
public final class LayeredInput extends InputStream {
  /// How many chunks are held: as many backups, as a rule, can take turns in a file without one of
  /// their chunks being read twice.
  private static final int HELD_CHUNKS = 12;

  private final Layers layers;
  private final HeldChunks held;
  private int next;
  private int at;

  private LayeredInput(Vault vault, Layers layers) {
    this.held = new HeldChunks(vault, HELD_CHUNKS);
    this.layers = layers;
  }

  /// The content of a file.
  public static InputStream open(Vault vault, Layers layers) {
    return layers.isPlain() ? vault.open(layers.chunks()) : new LayeredInput(vault, layers);
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int offset, int count) {
    checkFromIndexSize(offset, count, into.length);
    List<Piece> pieces = layers.pieces();
    if (count == 0) {
      return 0;
    }
    if (next < pieces.size() && at == pieces.get(next).length()) {
      next++;
      at = 0;
    }
    if (next == pieces.size()) {
      return -1;
    }
    Piece piece = pieces.get(next);
    int taken = Math.min(count, piece.length() - at);
    if (piece.isZeroes()) {
      Arrays.fill(into, offset, offset + taken, (byte) 0);
    } else {
      byte[] chunk = held.get(layers.chunks().get(piece.chunk()));
      System.arraycopy(chunk, piece.offset() + at, into, offset, taken);
    }
    at += taken;
    return taken;
  }
}
