package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.MasterKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads a vault with nothing of the vault's own code, by `docs/reference/vault-format.md` alone.
/// So the page is right, and another program can read a vault when Ballast is gone.
class IndependentReaderTest {
  @TempDir Path directory;
  private final MasterKey master = MasterKey.generate();
  private byte[] vaultId = new byte[0];
  private byte[] idKey = new byte[0];
  private byte[][] keks = new byte[0][];

  private static byte[] gcm(byte[] key, byte[] nonce, byte[] aad, byte[] sealed)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(aad);
    return cipher.doFinal(sealed);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  private byte[] file(String name) throws IOException {
    return Files.readAllBytes(directory.resolve("vault").resolve(name));
  }

  private String sha256(String name) throws IOException, GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file(name)));
  }

  private void openKeyring() throws IOException, GeneralSecurityException {
    String json = new String(file("vault.json"), StandardCharsets.UTF_8);
    vaultId = HexFormat.of().parseHex(json.replaceFirst(".*\"id\":\"([0-9a-f]{32})\".*", "$1"));
    byte[] object = file("keys/00000001");
    assertThat(Arrays.copyOf(object, 5)).isEqualTo(concat(ascii("BLSK"), new byte[] {2}));
    assertThat(Arrays.copyOfRange(object, 9, 25)).isEqualTo(vaultId);
    byte[] secrets =
        gcm(
            Base64.getDecoder().decode(master.text()),
            Arrays.copyOfRange(object, 25, 37),
            concat(ascii("ballast keyring"), Arrays.copyOf(object, 25)),
            Arrays.copyOfRange(object, 37, object.length - 32));
    ByteBuffer in = ByteBuffer.wrap(secrets);
    assertThat(in.getInt()).isEqualTo(CHUNK);
    idKey = new byte[32];
    in.get(idKey);
    keks = new byte[in.getShort()][32];
    for (byte[] kek : keks) {
      in.get(kek);
      in.get(new byte[32]); // the key of kept heads
      assertThat(in.getLong()).isZero(); // never retired
      in.get(new byte[32]);
    }
    assertThat(in.hasRemaining()).isFalse();
  }

  private byte[] dataKey(String name, byte[] object) throws GeneralSecurityException {
    ByteBuffer in = ByteBuffer.wrap(object);
    assertThat(in.getInt()).isEqualTo(0x424c5354);
    assertThat(in.get()).isEqualTo((byte) 1);
    in.get(); // kind
    int kek = in.getShort();
    assertThat(in.getLong()).isEqualTo(object.length);
    return gcm(
        keks[kek],
        Arrays.copyOfRange(object, 16, 28),
        concat(Arrays.copyOf(object, 16), vaultId, ascii(name)),
        Arrays.copyOfRange(object, 28, 76));
  }

  private byte[] whole(String name) throws IOException, GeneralSecurityException {
    byte[] object = file(name);
    byte[] nonce = ByteBuffer.allocate(12).putInt(1).putLong(0).array();
    byte[] sealed = Arrays.copyOfRange(object, 76, object.length);
    byte[] body = gcm(dataKey(name, object), nonce, ascii(name), sealed);
    byte[] content = Arrays.copyOfRange(body, 5, body.length);
    int length = ByteBuffer.wrap(body, 1, 4).getInt();
    return body[0] == 0 ? content : Zstd.decompress(content, length);
  }

  private byte[] chunk(String pack, byte[] object, byte[] row, int ordinal, long offset)
      throws GeneralSecurityException {
    ByteBuffer in = ByteBuffer.wrap(row);
    byte[] id = new byte[32];
    in.get(id);
    int stored = in.getInt();
    int plain = in.getInt();
    byte encoding = in.get();
    byte[] place =
        ByteBuffer.allocate(32 + 17)
            .put(id)
            .putInt(ordinal)
            .putLong(offset)
            .putInt(plain)
            .put(encoding)
            .array();
    byte[] content =
        gcm(
            dataKey(pack, object),
            ByteBuffer.allocate(12).putInt(0).putLong(ordinal).array(),
            concat(ascii(pack), place),
            Arrays.copyOfRange(object, (int) offset, (int) offset + stored));
    byte[] bytes = encoding == 0 ? content : Zstd.decompress(content, plain);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(idKey, "HmacSHA256"));
    assertThat(mac.doFinal(MessageDigest.getInstance("SHA-256").digest(bytes))).isEqualTo(id);
    return bytes;
  }

  record Note(String text) {}

  @Test
  void readsAVaultByItsDescription() throws IOException, GeneralSecurityException {
    byte[] random = noise(1, CHUNK);
    byte[] zeros = new byte[1000];
    VaultFixture.Stored stored;
    try (Vault vault = Vault.init(settings(directory), master, CHUNK)) {
      stored = VaultFixture.deposit(vault, random, zeros);
      vault.evidence().append("note", new Note("first"));
    }
    openKeyring();
    assertThat(whole("backups/" + stored.id())).isEqualTo(ascii("record"));
    assertThat(new String(whole("evidence/0000000000000002"), StandardCharsets.UTF_8))
        .contains("\"payload\":{\"text\":\"first\"}");
    assertThat(new String(whole("evidence/0000000000000001"), StandardCharsets.UTF_8))
        .contains("\"kind\":\"deposit-committed\"")
        .contains("\"deposit\":\"" + stored.id() + "\"")
        .contains("\"record\":\"" + sha256("backups/" + stored.id()) + "\"")
        .contains("\"index\":\"" + sha256("indexes/" + stored.id()) + "\"");

    String pack = "packs/" + stored.id() + "-000000";
    byte[] object = file(pack);
    ByteBuffer index = ByteBuffer.wrap(whole("indexes/" + stored.id()));
    assertThat(index.getInt()).isEqualTo(1);
    byte[] name = new byte[index.get()];
    index.get(name);
    assertThat(name).isEqualTo(ascii(pack));
    assertThat(index.getLong()).isEqualTo(object.length);
    assertThat(index.getInt()).isEqualTo(2);
    byte[] rows = new byte[2 * 41];
    index.get(rows);
    assertThat(index.getInt()).isZero();
    assertThat(index.hasRemaining()).isFalse();

    byte[] first = Arrays.copyOf(rows, 41);
    byte[] second = Arrays.copyOfRange(rows, 41, 82);
    int storedFirst = ByteBuffer.wrap(first).getInt(32);
    assertThat(chunk(pack, object, first, 0, 76)).isEqualTo(random);
    assertThat(chunk(pack, object, second, 1, 76 + storedFirst)).isEqualTo(zeros);
    ChunkRef ref = stored.refs().getFirst();
    assertThat(ref.toString()).isEqualTo(HexFormat.of().formatHex(first, 0, 32) + ":" + CHUNK);

    int tableLength = ByteBuffer.wrap(object).getInt(object.length - 4);
    byte[] table =
        gcm(
            dataKey(pack, object),
            ByteBuffer.allocate(12).putInt(2).putLong(0).array(),
            ascii(pack),
            Arrays.copyOfRange(object, object.length - 4 - tableLength, object.length - 4));
    assertThat(table).isEqualTo(rows);
  }
}
