package dev.ballast.vault.format;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.ballast.evidence.Fault;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/// The frames of a tail: each is sealed by itself, under the tail's data key and its own number, so
/// that a frame that is whole counts whatever became of the next. For one thread at a time.
public final class TailFrames {
  /// The most bytes of plaintext in a frame.
  public static final int MAX_PLAIN = 2 << 20;

  /// In front of each frame: how many bytes it has.
  public static final int LENGTH_BYTES = Integer.BYTES;

  /// The most bytes that a frame can have.
  public static final int MAX_STORED = 2 * MAX_PLAIN;

  private static final int SECTION = 3;
  private static final int PREFIX_BYTES = 1 + Integer.BYTES;

  /// Fast: what is in a tail is compressed once more when it is put into a deposit.
  private static final int ZSTD_LEVEL = 1;

  private final ObjectKey key;
  private final Gcm gcm = new Gcm();
  private long number;

  /// @param key of the tail; the frames are sealed or opened in their order, from the first on
  public TailFrames(ObjectKey key) {
    this.key = key;
    Compression.require();
  }

  /// The next frame, its length in front.
  ///
  /// @param length 1 to [#MAX_PLAIN]
  public ByteBuffer seal(byte[] plain, int offset, int length) {
    if (length < 1 || length > MAX_PLAIN) {
      throw new IllegalArgumentException("not the length of a frame: " + length);
    }
    byte[] content = Arrays.copyOfRange(plain, offset, offset + length);
    byte[] packed = Zstd.compress(content, ZSTD_LEVEL);
    boolean smaller = packed.length < length;
    byte[] kept = smaller ? packed : content;
    byte[] body =
        ByteBuffer.allocate(PREFIX_BYTES + kept.length)
            .put((smaller ? Encoding.ZSTD : Encoding.RAW).code())
            .putInt(length)
            .put(kept)
            .array();
    int stored = body.length + Gcm.TAG_BYTES;
    byte[] sealed = gcm.encrypt(key.data(), Gcm.nonce(SECTION, number), aad(stored), body);
    number++;
    return ByteBuffer.allocate(LENGTH_BYTES + stored).putInt(stored).put(sealed).flip();
  }

  /// The plaintext of the next frame; empty where it does not authenticate: it was not written to
  /// its end, or was altered.
  public Optional<byte[]> open(byte[] sealed) {
    return authentic(sealed).map(this::plain);
  }

  /// The length of the next frame's plaintext, which is not decompressed; empty where [#open] is.
  public OptionalInt measure(byte[] sealed) {
    Optional<byte[]> body = authentic(sealed);
    return body.isEmpty() ? OptionalInt.empty() : OptionalInt.of(lengthOf(body.get()));
  }

  private Optional<byte[]> authentic(byte[] sealed) {
    byte[] body = new byte[Math.max(0, sealed.length - Gcm.TAG_BYTES)];
    byte[] nonce = Gcm.nonce(SECTION, number);
    if (!gcm.decrypt(
        key.data(), nonce, aad(sealed.length), ByteRange.of(sealed), ByteRange.of(body))) {
      return Optional.empty();
    }
    number++;
    return Optional.of(body);
  }

  private int lengthOf(byte[] body) {
    if (body.length > PREFIX_BYTES) {
      ByteBuffer in = ByteBuffer.wrap(body);
      int encoding = in.get();
      int length = in.getInt();
      boolean raw = encoding == Encoding.RAW.code() && in.remaining() == length;
      if (raw || (encoding == Encoding.ZSTD.code() && length > 0 && length <= MAX_PLAIN)) {
        return length;
      }
    }
    throw damaged();
  }

  private byte[] plain(byte[] body) {
    int length = lengthOf(body);
    byte[] content = Arrays.copyOfRange(body, PREFIX_BYTES, body.length);
    return body[0] == Encoding.RAW.code() ? content : decompressed(content, length);
  }

  private byte[] decompressed(byte[] content, int length) {
    try {
      byte[] plain = Zstd.decompress(content, length);
      if (plain.length == length) {
        return plain;
      }
    } catch (ZstdException e) {
      throw damaged().cause(e);
    }
    throw damaged();
  }

  private Fault damaged() {
    return Damage.damaged(key.name(), "frame " + number + " is in no known form");
  }

  private byte[] aad(int stored) {
    byte[] name = key.nameBytes();
    return ByteBuffer.allocate(name.length + Integer.BYTES).put(name).putInt(stored).array();
  }
}
