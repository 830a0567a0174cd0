package dev.ballast.vault;

import dev.ballast.vault.format.ObjectKey;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.TailFrames;
import dev.ballast.vault.format.TailName;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.store.GrowingObject;
import java.nio.ByteBuffer;

/// A tail that is being written: sealed bytes that are durable as soon as they were forced, long
/// before a deposit would be. For one thread at a time.
public final class TailWriter implements AutoCloseable {
  /// The most bytes of plaintext in a frame that is written.
  private static final int FRAME_BYTES = 256 << 10;

  private final TailName name;
  private final GrowingObject object;
  private final TailFrames frames;
  private long bytes;

  private TailWriter(TailName name, GrowingObject object, TailFrames frames) {
    this.name = name;
    this.object = object;
    this.frames = frames;
  }

  static TailWriter begin(VaultParts parts, TailName name) {
    String object = VaultObjectName.tail(name);
    ObjectKey key = parts.sealer().newKey(object);
    GrowingObject growing = parts.store().grow(object);
    growing.append(ByteBuffer.wrap(parts.sealer().header(SealedObjectKind.TAIL, key, 0)));
    return new TailWriter(name, growing, new TailFrames(key));
  }

  public TailName name() {
    return name;
  }

  /// The plain bytes that were appended.
  public long bytes() {
    return bytes;
  }

  /// Appends bytes, which are not durable yet.
  public void append(byte[] plain, int offset, int length) {
    int at = offset;
    int left = length;
    while (left > 0) {
      int count = Math.min(left, FRAME_BYTES);
      object.append(frames.seal(plain, at, count));
      at += count;
      left -= count;
      bytes += count;
    }
  }

  /// All that was appended is durable when this returns. After a failure the tail must not be
  /// appended to.
  public void force() {
    object.force();
  }

  @Override
  public void close() {
    object.close();
  }
}
