package dev.ballast.vault.format;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;

/// Turns chunks into what is stored and back. One thread at a time: it holds contexts and
/// buffers, so that the hot path allocates next to nothing. Taken from and given back to
/// [Codecs].
public final class Codec implements AutoCloseable {
  private static final int HASH_BYTES = 32;
  private static final int CHUNK_SECTION = 0;
  private static final int PLACE_BYTES = ChunkId.BYTES + 4 + 8 + 4 + 1;

  private final MessageDigest digest = Hashes.digest();
  private final Mac mac;
  private final Gcm gcm = new Gcm();
  private final ZstdCompressCtx compressor = new ZstdCompressCtx();
  private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
  private final byte[] hash = new byte[HASH_BYTES];
  private byte[] packed = new byte[0];
  private byte[] sealed = new byte[0];

  Codec(Keyring keyring) {
    mac = Hashes.mac(keyring.idKey());
  }

  /// The id of the chunk with this plaintext.
  public ChunkId id(byte[] plain, int offset, int length) {
    digest.update(plain, offset, length);
    return idOfDigest();
  }

  /// The id of the chunk with the plaintext that remains in a buffer, which stays as it is.
  public ChunkId id(ByteBuffer plain) {
    digest.update(plain.duplicate());
    return idOfDigest();
  }

  private ChunkId idOfDigest() {
    try {
      digest.digest(hash, 0, HASH_BYTES);
      mac.update(hash);
      mac.doFinal(hash, 0);
    } catch (DigestException | ShortBufferException e) {
      throw Fault.of(CommonError.INTERNAL_ERROR, "a hash has not the size of SHA-256").cause(e);
    }
    return ChunkId.of(hash);
  }

  /// What a chunk will be stored as: its bytes before encryption, in the codec's or the caller's
  /// own array.
  public static final class Encoded {
    private final Encoding encoding;
    private final ByteRange content;

    private Encoded(Encoding encoding, ByteRange content) {
      this.encoding = encoding;
      this.content = content;
    }

    public Encoding encoding() {
      return encoding;
    }

    /// Bytes in the pack, tag included.
    public int stored() {
      return content.length() + Gcm.TAG_BYTES;
    }
  }

  /// Compresses a chunk. The answer is valid until the next call and as long as `plain` stays as
  /// it is.
  public Encoded encode(byte[] plain, int offset, int length, int zstdLevel) {
    int bound = (int) Zstd.compressBound(length);
    packed = atLeast(packed, bound);
    compressor.setLevel(zstdLevel);
    int size = compressor.compressByteArray(packed, 0, packed.length, plain, offset, length);
    return size < length
        ? new Encoded(Encoding.ZSTD, new ByteRange(packed, 0, size))
        : new Encoded(Encoding.RAW, new ByteRange(plain, offset, length));
  }

  /// Encrypts a chunk for its place in the pack of `key`. The answer is valid until the next
  /// call.
  public ByteBuffer encrypt(ObjectKey key, PackEntry place, Encoded encoded) {
    sealed = atLeast(sealed, encoded.stored());
    byte[] nonce = Gcm.nonce(CHUNK_SECTION, place.ordinal());
    gcm.encrypt(key.data(), nonce, aad(key, place), encoded.content, sealed);
    return ByteBuffer.wrap(sealed, 0, encoded.stored());
  }

  /// A buffer for the stored bytes of a chunk, to be filled and given to [#decode].
  public ByteBuffer storedBuffer(PackEntry place) {
    sealed = atLeast(sealed, place.stored());
    return ByteBuffer.wrap(sealed, 0, place.stored());
  }

  /// Decrypts and decompresses the chunk in the [#storedBuffer] into `into`, and makes sure that
  /// it is the chunk of that id.
  public void decode(ObjectKey key, PackEntry place, byte[] into, int offset) {
    boolean raw = place.encoding() == Encoding.RAW;
    int content = contentLength(key, place);
    ByteRange plain = new ByteRange(into, offset, place.plain());
    if (!raw) {
      packed = atLeast(packed, content);
    }
    decrypt(key, place, raw ? plain : new ByteRange(packed, 0, content));
    if (!raw) {
      requireWhole(key, place, decompress(content, plain));
    }
    requireId(key, place, id(into, offset, place.plain()));
  }

  /// Decrypts and decompresses the chunk in the [#storedBuffer] into the next bytes of `into`, a
  /// direct buffer. Its tag binds content, id and place: nobody without the pack's key can make
  /// another that matches.
  ///
  /// @param hashed whether the content is compared with its id as well
  public void open(ObjectKey key, PackEntry place, ByteBuffer into, boolean hashed) {
    int start = into.position();
    int content = contentLength(key, place);
    packed = atLeast(packed, content);
    decrypt(key, place, new ByteRange(packed, 0, content));
    if (place.encoding() == Encoding.RAW) {
      into.put(packed, 0, content);
    } else {
      requireWhole(key, place, decompress(content, into, place.plain()));
      into.position(start + place.plain());
    }
    if (hashed) {
      requireId(key, place, id(into.duplicate().limit(start + place.plain()).position(start)));
    }
  }

  private static int contentLength(ObjectKey key, PackEntry place) {
    int content = place.stored() - Gcm.TAG_BYTES;
    if (content < 1 || (place.encoding() == Encoding.RAW && content != place.plain())) {
      throw damaged(key, place, "has an impossible length in the table of chunks");
    }
    return content;
  }

  private void decrypt(ObjectKey key, PackEntry place, ByteRange out) {
    byte[] nonce = Gcm.nonce(CHUNK_SECTION, place.ordinal());
    ByteRange stored = new ByteRange(sealed, 0, place.stored());
    if (!gcm.decrypt(key.data(), nonce, aad(key, place), stored, out)) {
      throw damaged(key, place, "does not match its authentication tag");
    }
  }

  private int decompress(int content, ByteRange plain) {
    try {
      return decompressor.decompressByteArray(
          plain.array(), plain.offset(), plain.length(), packed, 0, content);
    } catch (ZstdException e) {
      return -1;
    }
  }

  private int decompress(int content, ByteBuffer into, int plain) {
    try {
      return decompressor.decompressByteArrayToDirectByteBuffer(
          into, into.position(), plain, packed, 0, content);
    } catch (ZstdException e) {
      return -1;
    }
  }

  private static void requireWhole(ObjectKey key, PackEntry place, int decompressed) {
    if (decompressed != place.plain()) {
      throw damaged(key, place, "does not decompress to " + place.plain() + " bytes");
    }
  }

  private static void requireId(ObjectKey key, PackEntry place, ChunkId found) {
    if (!found.equals(place.id())) {
      throw damaged(key, place, "is not the content its id stands for");
    }
  }

  private static Fault damaged(ObjectKey key, PackEntry place, String what) {
    return Damage.damaged(
        key.name(), "chunk " + place.ordinal() + " at byte " + place.offset() + " " + what);
  }

  /// Binds a chunk to its pack, its place there and what it is.
  private static byte[] aad(ObjectKey key, PackEntry place) {
    byte[] name = key.nameBytes();
    ByteBuffer aad = ByteBuffer.allocate(name.length + PLACE_BYTES).put(name);
    place.id().writeTo(aad);
    return aad.putInt(place.ordinal())
        .putLong(place.offset())
        .putInt(place.plain())
        .put(place.encoding().code())
        .array();
  }

  private static byte[] atLeast(byte[] buffer, int size) {
    return buffer.length >= size ? buffer : new byte[size];
  }

  /// Frees the native contexts.
  @Override
  public void close() {
    compressor.close();
    decompressor.close();
  }
}
