package dev.ballast.vault;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.Hashes;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.format.VaultObjectName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;

/// The content of `vault.json`, the one object that can be read without the key.
///
/// @param checksum SHA-256 over the rest; no protection, but it distinguishes a damaged
///     `vault.json` from a keyring that is another vault's
record VaultFile(String format, int version, VaultId id, int chunkSize, String checksum) {
  private static final String FORMAT = "ballast-vault";
  private static final int VERSION = 2;

  VaultFile {
    requireNonNull(format, "format is null");
    requireNonNull(id, "id is null");
    requireNonNull(checksum, "checksum is null");
  }

  static VaultFile of(VaultId id, int chunkSize) {
    return new VaultFile(FORMAT, VERSION, id, chunkSize, checksum(VERSION, id, chunkSize));
  }

  private static String checksum(int version, VaultId id, int chunkSize) {
    String rest = FORMAT + " " + version + " " + id + " " + chunkSize;
    byte[] hash = Hashes.sha256(rest.getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(hash);
  }

  byte[] encode() {
    return Json.write(this);
  }

  /// Takes exactly what [#encode] gave, so that no changed byte goes unseen.
  static VaultFile decode(byte[] bytes) {
    VaultFile file;
    if (bytes.length == 0 || bytes[0] != '{') {
      throw Damage.damaged(VaultObjectName.VAULT, "it is not the JSON Ballast wrote");
    }
    try {
      file = Json.read(bytes, VaultFile.class);
    } catch (JacksonException e) {
      throw Damage.damaged(VaultObjectName.VAULT, "it is not the JSON Ballast wrote").cause(e);
    }
    boolean sound = file.checksum.equals(checksum(file.version, file.id, file.chunkSize));
    if (sound && file.version != VERSION) {
      throw Fault.of(VaultError.VAULT_VERSION_UNSUPPORTED, "the vault is of form " + file.version)
          .detail("this Ballast reads form " + VERSION + "; nothing in the vault was touched")
          .hint("Restore from it with the Ballast that wrote it, and back up into a new vault.");
    }
    if (!Arrays.equals(bytes, of(file.id, file.chunkSize).encode())) {
      throw Damage.damaged(VaultObjectName.VAULT, "it is not as Ballast wrote it");
    }
    return file;
  }
}
