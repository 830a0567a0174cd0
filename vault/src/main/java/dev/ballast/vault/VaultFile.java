package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.Hashes;
import dev.ballast.vault.format.ObjectName;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;

/// The content of `vault.json`, the one object that can be read without the key.
///
/// @param checksum SHA-256 over the rest; no protection, but it tells a damaged `vault.json` from
/// a keyring that is another vault's
record VaultFile(String format, int version, VaultId id, int chunkSize, String checksum) {
  private static final String FORMAT = "ballast-vault";
  private static final int VERSION = 1;

  static VaultFile of(VaultId id, int chunkSize) {
    String rest = FORMAT + " " + VERSION + " " + id + " " + chunkSize;
    byte[] hash = Hashes.sha256(rest.getBytes(StandardCharsets.US_ASCII));
    return new VaultFile(FORMAT, VERSION, id, chunkSize, HexFormat.of().formatHex(hash));
  }

  byte[] encode() {
    return Json.write(this);
  }

  /// Takes exactly what [#encode] gave, so that no changed byte goes unseen.
  static VaultFile decode(byte[] bytes) {
    VaultFile file;
    try {
      file = Json.read(bytes, VaultFile.class);
    } catch (JacksonException e) {
      throw Damage.damaged(ObjectName.VAULT, "it is not the JSON Ballast wrote").cause(e);
    }
    if (FORMAT.equals(file.format) && file.version > VERSION) {
      throw Fault.of(VaultError.VAULT_VERSION_UNSUPPORTED, "the vault is of a newer form")
          .detail("form " + file.version + ", this Ballast reads form " + VERSION)
          .hint("Use a newer Ballast.");
    }
    if (!Arrays.equals(bytes, of(file.id, file.chunkSize).encode())) {
      throw Damage.damaged(ObjectName.VAULT, "it is not as Ballast wrote it");
    }
    return file;
  }
}
