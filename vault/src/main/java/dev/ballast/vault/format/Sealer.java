package dev.ballast.vault.format;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/// Seals objects under a vault's keyring and opens them again. Safe for any number of threads.
///
/// Every sealed object starts with a header of [#HEADER_BYTES]: magic, form, kind, number of the
/// key-encryption key, length of the whole object, and the object's random data key wrapped under
/// that key-encryption key, bound to all of these, to the vault and to the object's name.
public final class Sealer {
  public static final int HEADER_BYTES = 76;

  private static final int MAGIC = 0x424c5354; // "BLST"
  private static final int VERSION = 1;
  private static final int CLEAR_BYTES = 16;
  private static final int KEK_OFFSET = 6;
  private static final int DATA_KEY_BYTES = 32;
  private static final int WRAPPED_BYTES = DATA_KEY_BYTES + Gcm.TAG_BYTES;
  private static final int BODY_PREFIX_BYTES = 1 + Integer.BYTES;
  private static final int BODY_SECTION = 1;
  private static final int TRAILER_SECTION = 2;
  private static final int BODY_ZSTD_LEVEL = 3;

  private final Keyring keyring;

  public Sealer(Keyring keyring) {
    this.keyring = keyring;
  }

  public Keyring keyring() {
    return keyring;
  }

  /// A fresh random data key for the object `name`.
  public ObjectKey newKey(String name) {
    return new ObjectKey(name, new SecretKeySpec(Randomness.bytes(DATA_KEY_BYTES), "AES"));
  }

  /// The header of an object which is `length` bytes long, header included.
  public byte[] header(SealedObjectKind kind, ObjectKey key, long length) {
    int kek = keyring.newestKek();
    byte[] clear =
        ByteBuffer.allocate(CLEAR_BYTES)
            .putInt(MAGIC)
            .put((byte) VERSION)
            .put((byte) kind.code())
            .putShort((short) kek)
            .putLong(length)
            .array();
    byte[] nonce = Randomness.bytes(Gcm.NONCE_BYTES);
    byte[] wrapped =
        new Gcm().encrypt(keyring.kek(kek), nonce, headerAad(clear, key), key.data().getEncoded());
    return ByteBuffer.allocate(HEADER_BYTES).put(clear).put(nonce).put(wrapped).array();
  }

  /// Opens a header: the object's data key.
  ///
  /// @param header the first bytes of the object, fewer than [#HEADER_BYTES] where it has fewer
  /// @param length the bytes that are there
  public ObjectKey open(SealedObjectKind kind, String name, byte[] header, long length) {
    if (header.length < HEADER_BYTES) {
      throw Damage.truncated(name, "it has " + length + " bytes, fewer than its header");
    }
    ByteBuffer in = ByteBuffer.wrap(header);
    byte[] clear = Arrays.copyOf(header, CLEAR_BYTES);
    if (in.getInt() != MAGIC) {
      throw Damage.damaged(name, "it does not start as a sealed object does");
    }
    if (in.get() != VERSION) {
      throw Damage.damaged(name, "its header is altered, or of a newer form");
    }
    if (in.get() != kind.code()) {
      throw Damage.damaged(name, "its header is altered, or it is an object of another kind");
    }
    int kek = Short.toUnsignedInt(in.getShort());
    final long written = in.getLong();
    if (!keyring.hasKek(kek)) {
      throw Damage.damaged(
          name, "its header names key-encryption key " + kek + ", which the keyring has not");
    }
    byte[] nonce = new byte[Gcm.NONCE_BYTES];
    in.get(nonce);
    byte[] data = new byte[DATA_KEY_BYTES];
    ByteRange wrapped = new ByteRange(header, in.position(), WRAPPED_BYTES);
    ObjectKey bound = new ObjectKey(name, new SecretKeySpec(data, "AES"));
    if (!new Gcm()
        .decrypt(keyring.kek(kek), nonce, headerAad(clear, bound), wrapped, ByteRange.of(data))) {
      throw Damage.damaged(name, "its header is altered, or it is another object under this name");
    }
    if (length < written) {
      throw Damage.truncated(name, "it was written with " + written + " bytes and has " + length);
    }
    if (length > written) {
      throw Damage.damaged(name, "it was written with " + written + " bytes and has " + length);
    }
    return new ObjectKey(name, new SecretKeySpec(data, "AES"));
  }

  /// Whether these bytes start as the object `name` does, whatever name they are found under.
  public boolean opensAs(SealedObjectKind kind, String name, byte[] object) {
    try {
      open(kind, name, Arrays.copyOf(object, Math.min(HEADER_BYTES, object.length)), object.length);
      return true;
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return fault.code() == VaultError.OBJECT_TRUNCATED && object.length >= HEADER_BYTES;
    }
  }

  private byte[] headerAad(byte[] clear, ObjectKey key) {
    byte[] vault = keyring.vault().bytes();
    return ByteBuffer.allocate(clear.length + vault.length + key.nameBytes().length)
        .put(clear)
        .put(vault)
        .put(key.nameBytes())
        .array();
  }

  /// The whole object that holds `plain` and nothing else: header, then one sealed body.
  public byte[] seal(SealedObjectKind kind, String name, byte[] plain) {
    Compression.require();
    byte[] packed = Zstd.compress(plain, BODY_ZSTD_LEVEL);
    Encoding encoding = packed.length < plain.length ? Encoding.ZSTD : Encoding.RAW;
    byte[] content = encoding == Encoding.ZSTD ? packed : plain;
    byte[] body =
        ByteBuffer.allocate(BODY_PREFIX_BYTES + content.length)
            .put(encoding.code())
            .putInt(plain.length)
            .put(content)
            .array();
    ObjectKey key = newKey(name);
    byte[] sealed = sealSection(BODY_SECTION, key, body);
    byte[] header = header(kind, key, HEADER_BYTES + (long) sealed.length);
    return ByteBuffer.allocate(header.length + sealed.length).put(header).put(sealed).array();
  }

  /// Opens what [#seal] made. Nothing is decompressed before its tag was seen to match, and never
  /// into more than the most that an object of this kind holds.
  public byte[] unseal(SealedObjectKind kind, String name, byte[] object) {
    byte[] header = Arrays.copyOf(object, Math.min(HEADER_BYTES, object.length));
    ObjectKey key = open(kind, name, header, object.length);
    byte[] body =
        openSection(
            BODY_SECTION, key, new ByteRange(object, HEADER_BYTES, object.length - HEADER_BYTES));
    if (body.length < BODY_PREFIX_BYTES) {
      throw Damage.damaged(name, "its body is too short");
    }
    ByteBuffer in = ByteBuffer.wrap(body);
    int encoding = in.get();
    int length = in.getInt();
    if (length < 0 || length > kind.maxPlainBytes()) {
      throw Damage.damaged(name, "its body says to hold " + length + " bytes");
    }
    byte[] content = Arrays.copyOfRange(body, BODY_PREFIX_BYTES, body.length);
    if (encoding == Encoding.RAW.code() && content.length == length) {
      return content;
    }
    if (encoding != Encoding.ZSTD.code()) {
      throw Damage.damaged(name, "its body is in no known encoding");
    }
    try {
      Compression.require();
      byte[] plain = Zstd.decompress(content, length);
      if (plain.length == length) {
        return plain;
      }
    } catch (ZstdException e) {
      throw Damage.damaged(name, "its body does not decompress").cause(e);
    }
    throw Damage.damaged(name, "its body does not decompress to " + length + " bytes");
  }

  /// Seals the trailer of the pack that `key` belongs to.
  public byte[] sealTrailer(ObjectKey key, byte[] plain) {
    return sealSection(TRAILER_SECTION, key, plain);
  }

  /// Opens what [#sealTrailer] made.
  public byte[] openTrailer(ObjectKey key, byte[] sealed) {
    return openSection(TRAILER_SECTION, key, ByteRange.of(sealed));
  }

  private static byte[] sealSection(int section, ObjectKey key, byte[] plain) {
    return new Gcm().encrypt(key.data(), Gcm.nonce(section, 0), key.nameBytes(), plain);
  }

  private static byte[] openSection(int section, ObjectKey key, ByteRange sealed) {
    byte[] plain = new byte[Math.max(0, sealed.length() - Gcm.TAG_BYTES)];
    byte[] nonce = Gcm.nonce(section, 0);
    if (!new Gcm().decrypt(key.data(), nonce, key.nameBytes(), sealed, ByteRange.of(plain))) {
      throw Damage.damaged(
          key.name(),
          section == BODY_SECTION
              ? "the authentication tag of its body does not match"
              : "the authentication tag of its table of chunks does not match");
    }
    return plain;
  }

  /// The number of the key-encryption key that a header names. Only what [#open] took is to be
  /// believed.
  public static int kekOf(byte[] header) {
    return Short.toUnsignedInt(ByteBuffer.wrap(header).getShort(KEK_OFFSET));
  }

  /// HMAC-SHA256 of the kept head of the evidence log, under the key of a generation of the
  /// keyring, from 1.
  public byte[] headMac(int generation, String head) {
    return Hashes.mac(keyring.headKey(generation)).doFinal(head.getBytes(StandardCharsets.UTF_8));
  }
}
