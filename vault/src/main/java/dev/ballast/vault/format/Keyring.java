package dev.ballast.vault.format;

import dev.ballast.evidence.Fault;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A vault's own keys, which the master key wraps: the key of chunk ids, and for each generation a
/// key-encryption key (it wraps the data keys of the objects of its time) and a key that
/// authenticates kept heads of the evidence log. Immutable.
///
/// A rotation of the master key wraps the same keyring again and adds a generation, so no object is
/// ever rewritten. It also notes the position of the log: beyond that boundary the older keys count
/// for nothing, and up to it the log cannot be changed.
public final class Keyring {
  /// The largest keyring object, of all generations there can be.
  public static final int MAX_OBJECT_BYTES = 8 << 20;

  private static final int MAGIC = 0x424c534b; // "BLSK"
  private static final int VERSION = 2;
  private static final int KEY_BYTES = 32;
  private static final int CLEAR_BYTES = 4 + 1 + 4 + VaultId.BYTES;
  private static final int GENERATION_BYTES = 2 * KEY_BYTES + Long.BYTES + KEY_BYTES;
  private static final int FIXED_SECRET_BYTES = 4 + KEY_BYTES + 2;
  private static final int MAX_GENERATIONS = 65_535;

  private final VaultId vault;
  private final int chunkSize;
  private final SecretKey idKey;
  private final List<Generation> generations;

  /// @param end the position of the log when the keys were retired; those in use have none
  private record Generation(SecretKey kek, SecretKey headKey, Optional<Boundary> end) {
    static Generation random() {
      return new Generation(randomKey(), randomKey(), Optional.empty());
    }
  }

  private Keyring(VaultId vault, int chunkSize, SecretKey idKey, List<Generation> generations) {
    this.vault = vault;
    this.chunkSize = chunkSize;
    this.idKey = idKey;
    this.generations = List.copyOf(generations);
  }

  /// The keyring of a new vault, generation 1.
  public static Keyring generate(VaultId vault, int chunkSize) {
    return new Keyring(vault, chunkSize, randomKey(), List.of(Generation.random()));
  }

  /// The next generation: the same keys, those in use retired at `end`, and fresh ones for the
  /// objects to come.
  public Keyring next(Boundary end) {
    if (generations.size() == MAX_GENERATIONS) {
      throw new IllegalStateException("the keyring is full");
    }
    List<Generation> more = new ArrayList<>(generations);
    Generation retired = more.removeLast();
    more.add(new Generation(retired.kek(), retired.headKey(), Optional.of(end)));
    more.add(Generation.random());
    return new Keyring(vault, chunkSize, idKey, more);
  }

  private static SecretKey randomKey() {
    return new SecretKeySpec(Randomness.bytes(KEY_BYTES), "AES");
  }

  public VaultId vault() {
    return vault;
  }

  /// The number of this keyring, from 1: one more than master keys were rotated.
  public int generation() {
    return generations.size();
  }

  public int chunkSize() {
    return chunkSize;
  }

  /// Where the keys of each earlier generation were retired, oldest first.
  public List<Boundary> boundaries() {
    return generations.stream().flatMap(generation -> generation.end().stream()).toList();
  }

  /// Where the keys before those in use were retired; empty where none ever were.
  public Optional<Boundary> lastBoundary() {
    List<Boundary> all = boundaries();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /// The number of the key-encryption key with which entry `seq` of the log must be sealed.
  public int kekOfEntry(long seq) {
    return (int) boundaries().stream().filter(boundary -> boundary.seq() < seq).count();
  }

  SecretKey idKey() {
    return idKey;
  }

  /// Of a generation, from 1.
  SecretKey headKey(int generation) {
    return generations.get(generation - 1).headKey();
  }

  /// The number of the key-encryption key in use, from 0.
  public int newestKek() {
    return generations.size() - 1;
  }

  boolean hasKek(int number) {
    return number < generations.size();
  }

  SecretKey kek(int number) {
    return generations.get(number).kek();
  }

  /// The bytes of the object `keys/<generation>`. The closing SHA-256 is no protection (anyone
  /// can make it): it distinguishes a damaged keyring from a wrong master key.
  public byte[] wrap(MasterKey master) {
    ByteBuffer secrets =
        ByteBuffer.allocate(FIXED_SECRET_BYTES + generations.size() * GENERATION_BYTES);
    secrets.putInt(chunkSize).put(idKey.getEncoded()).putShort((short) generations.size());
    for (Generation generation : generations) {
      Boundary end = generation.end().orElse(Boundary.OF_EMPTY_LOG);
      secrets
          .put(generation.kek().getEncoded())
          .put(generation.headKey().getEncoded())
          .putLong(end.seq())
          .put(HexFormat.of().parseHex(end.hash()));
    }
    byte[] nonce = Randomness.bytes(Gcm.NONCE_BYTES);
    byte[] clear =
        ByteBuffer.allocate(CLEAR_BYTES)
            .putInt(MAGIC)
            .put((byte) VERSION)
            .putInt(generation())
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
    ByteRange sealed = new ByteRange(body, secretOffset, secretLength);
    if (!new Gcm().decrypt(master.secret(), nonce, aad(clear), sealed, ByteRange.of(secrets))) {
      throw Fault.of(VaultError.WRONG_KEY, "the master key does not open this vault")
          .detail("vault " + vault + ", keyring generation " + generation)
          .hint("Give the key this vault was made with, or the one of its last key rotation.");
    }
    return decode(vault, generation, ByteBuffer.wrap(secrets));
  }

  /// The vault that a keyring says it is of: only what opens with it is to be believed.
  public static VaultId vaultOf(int generation, byte[] object) {
    if (object.length < CLEAR_BYTES) {
      throw Damage.truncated(
          VaultObjectName.keyring(generation), "it has " + object.length + " bytes");
    }
    return new VaultId(HexFormat.of().formatHex(object, CLEAR_BYTES - VaultId.BYTES, CLEAR_BYTES));
  }

  /// Makes sure that an object is this vault's keyring of this generation and as it was written,
  /// as far as can be known without the master key.
  ///
  /// @return the object without its checksum
  public static byte[] requireSound(int generation, VaultId vault, byte[] object) {
    String name = VaultObjectName.keyring(generation);
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
    try {
      int chunkSize = in.getInt();
      SecretKey idKey = readKey(in);
      int count = Short.toUnsignedInt(in.getShort());
      if (count != generation) {
        throw Damage.damaged(VaultObjectName.keyring(generation), "it holds keys of " + count);
      }
      List<Generation> generations = new ArrayList<>(count);
      for (int i = 1; i <= count; i++) {
        SecretKey kek = readKey(in);
        SecretKey headKey = readKey(in);
        Boundary end = new Boundary(in.getLong(), HexFormat.of().formatHex(read(in)));
        generations.add(
            new Generation(kek, headKey, i < count ? Optional.of(end) : Optional.empty()));
      }
      return new Keyring(vault, chunkSize, idKey, generations);
    } catch (BufferUnderflowException e) {
      throw Damage.damaged(VaultObjectName.keyring(generation), "it ends too early").cause(e);
    }
  }

  private static byte[] read(ByteBuffer in) {
    byte[] bytes = new byte[KEY_BYTES];
    in.get(bytes);
    return bytes;
  }

  private static SecretKey readKey(ByteBuffer in) {
    return new SecretKeySpec(read(in), "AES");
  }

  private static void requireVersion(int version) {
    if (version != VERSION) {
      throw Fault.of(
              VaultError.VAULT_VERSION_UNSUPPORTED, "the vault's keyring is of form " + version)
          .detail("this Ballast reads form " + VERSION)
          .hint("Use the Ballast that last rotated this vault's key.");
    }
  }

  private static byte[] aad(byte[] clear) {
    byte[] domain = "ballast keyring".getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(domain.length + clear.length).put(domain).put(clear).array();
  }

  @Override
  public String toString() {
    return "Keyring[vault=" + vault + ", generation=" + generation() + ", keys hidden]";
  }
}
