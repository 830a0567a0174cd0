package dev.ballast.vault.format;

import dev.ballast.evidence.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A vault's own keys, which the master key wraps: key-encryption keys (each object's data key is
/// wrapped by the newest at its time), the key of chunk ids, and the key that authenticates the
/// kept head of the evidence log. Immutable.
///
/// A rotation of the master key wraps the same keyring anew and adds one key-encryption key, so
/// no object is ever rewritten.
public final class Keyring {
  private static final int MAGIC = 0x424c534b; // "BLSK"
  private static final int VERSION = 1;
  private static final int KEY_BYTES = 32;
  private static final int CLEAR_BYTES = 4 + 1 + 4 + VaultId.BYTES;
  private static final int FIXED_SECRET_BYTES = 4 + 2 * KEY_BYTES + 2;
  private static final int MAX_KEKS = 65_535;

  private final VaultId vault;
  private final int generation;
  private final int chunkSize;
  private final SecretKey idKey;
  private final SecretKey headKey;
  private final List<SecretKey> keks;

  private Keyring(
      VaultId vault, int generation, int chunkSize, List<SecretKey> twoKeys, List<SecretKey> keks) {
    this.vault = vault;
    this.generation = generation;
    this.chunkSize = chunkSize;
    this.idKey = twoKeys.get(0);
    this.headKey = twoKeys.get(1);
    this.keks = List.copyOf(keks);
  }

  /// The keyring of a new vault, generation 1.
  public static Keyring generate(VaultId vault, int chunkSize) {
    return new Keyring(
        vault, 1, chunkSize, List.of(randomKey(), randomKey()), List.of(randomKey()));
  }

  /// The next generation: the same keys and one more key-encryption key, for the objects to come.
  public Keyring next() {
    if (keks.size() == MAX_KEKS) {
      throw new IllegalStateException("the keyring is full");
    }
    List<SecretKey> more = new ArrayList<>(keks);
    more.add(randomKey());
    return new Keyring(vault, generation + 1, chunkSize, List.of(idKey, headKey), more);
  }

  private static SecretKey randomKey() {
    return new SecretKeySpec(Randomness.bytes(KEY_BYTES), "AES");
  }

  public VaultId vault() {
    return vault;
  }

  public int generation() {
    return generation;
  }

  public int chunkSize() {
    return chunkSize;
  }

  SecretKey idKey() {
    return idKey;
  }

  SecretKey headKey() {
    return headKey;
  }

  int newestKek() {
    return keks.size() - 1;
  }

  boolean hasKek(int number) {
    return number < keks.size();
  }

  SecretKey kek(int number) {
    return keks.get(number);
  }

  /// The bytes of the object `keys/<generation>`. The closing SHA-256 is no protection (anyone
  /// can make it): it tells a damaged keyring from a wrong master key.
  public byte[] wrap(MasterKey master) {
    ByteBuffer secrets = ByteBuffer.allocate(FIXED_SECRET_BYTES + keks.size() * KEY_BYTES);
    secrets.putInt(chunkSize).put(idKey.getEncoded()).put(headKey.getEncoded());
    secrets.putShort((short) keks.size());
    keks.forEach(kek -> secrets.put(kek.getEncoded()));
    byte[] nonce = Randomness.bytes(Gcm.NONCE_BYTES);
    byte[] clear =
        ByteBuffer.allocate(CLEAR_BYTES)
            .putInt(MAGIC)
            .put((byte) VERSION)
            .putInt(generation)
            .put(vault.bytes())
            .array();
    byte[] sealed = new Gcm().encrypt(master.secret(), nonce, aad(clear), secrets.array());
    byte[] body =
        ByteBuffer.allocate(clear.length + nonce.length + sealed.length)
            .put(clear)
            .put(nonce)
            .put(sealed)
            .array();
    return ByteBuffer.allocate(body.length + KEY_BYTES).put(body).put(Hashes.sha256(body)).array();
  }

  /// Reads the object `keys/<generation>` back: [VaultError#OBJECT_DAMAGED] where it is not as it
  /// was written, [VaultError#WRONG_KEY] where it is but `master` does not open it.
  public static Keyring unwrap(int generation, VaultId vault, MasterKey master, byte[] object) {
    byte[] body = requireSound(generation, vault, object);
    int secretOffset = CLEAR_BYTES + Gcm.NONCE_BYTES;
    int secretLength = body.length - secretOffset;
    byte[] nonce = Arrays.copyOfRange(body, CLEAR_BYTES, secretOffset);
    byte[] clear = Arrays.copyOf(body, CLEAR_BYTES);
    byte[] secrets = new byte[secretLength - Gcm.TAG_BYTES];
    Span sealed = new Span(body, secretOffset, secretLength);
    if (!new Gcm().decrypt(master.secret(), nonce, aad(clear), sealed, Span.of(secrets))) {
      throw Fault.of(VaultError.WRONG_KEY, "the master key does not open this vault")
          .detail("vault " + vault + ", keyring generation " + generation)
          .hint("Give the key this vault was made with, or the one of its last key rotation.");
    }
    return decode(vault, generation, ByteBuffer.wrap(secrets));
  }

  /// Makes sure that an object is this vault's keyring of this generation and as it was written,
  /// as far as can be told without the master key.
  ///
  /// @return the object without its checksum
  public static byte[] requireSound(int generation, VaultId vault, byte[] object) {
    String name = ObjectName.keyring(generation);
    int bodyLength = object.length - KEY_BYTES;
    int secretOffset = CLEAR_BYTES + Gcm.NONCE_BYTES;
    if (bodyLength < secretOffset + FIXED_SECRET_BYTES + Gcm.TAG_BYTES) {
      throw Damage.truncated(name, "it has " + object.length + " bytes, too few for a keyring");
    }
    byte[] body = Arrays.copyOf(object, bodyLength);
    if (!Arrays.equals(
        Hashes.sha256(body), Arrays.copyOfRange(object, bodyLength, object.length))) {
      throw Damage.damaged(name, "its checksum does not match");
    }
    ByteBuffer in = ByteBuffer.wrap(body);
    if (in.getInt() != MAGIC) {
      throw Damage.damaged(name, "it is not a keyring");
    }
    requireVersion(in.get());
    int found = in.getInt();
    byte[] owner = new byte[VaultId.BYTES];
    in.get(owner);
    if (found != generation) {
      throw Damage.damaged(name, "it is the keyring of generation " + found);
    }
    if (!Arrays.equals(owner, vault.bytes())) {
      throw Damage.damaged(name, "it names another vault than vault.json does");
    }
    return body;
  }

  private static Keyring decode(VaultId vault, int generation, ByteBuffer in) {
    int chunkSize = in.getInt();
    SecretKey idKey = readKey(in);
    SecretKey headKey = readKey(in);
    int count = Short.toUnsignedInt(in.getShort());
    List<SecretKey> keks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      keks.add(readKey(in));
    }
    return new Keyring(vault, generation, chunkSize, List.of(idKey, headKey), keks);
  }

  private static SecretKey readKey(ByteBuffer in) {
    byte[] key = new byte[KEY_BYTES];
    in.get(key);
    return new SecretKeySpec(key, "AES");
  }

  private static void requireVersion(int version) {
    if (version != VERSION) {
      throw Fault.of(VaultError.VAULT_VERSION_UNSUPPORTED, "the vault's keyring is of a newer form")
          .detail("form " + version + ", this Ballast reads form " + VERSION)
          .hint("Use the Ballast that last rotated this vault's key, or a newer one.");
    }
  }

  private static byte[] aad(byte[] clear) {
    byte[] domain = "ballast keyring".getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(domain.length + clear.length).put(domain).put(clear).array();
  }

  @Override
  public String toString() {
    return "Keyring[vault=" + vault + ", generation=" + generation + ", keys hidden]";
  }
}
