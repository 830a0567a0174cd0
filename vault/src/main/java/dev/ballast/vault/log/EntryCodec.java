package dev.ballast.vault.log;

import dev.ballast.evidence.json.Json;
import dev.ballast.vault.format.Hashes;
import dev.ballast.vault.format.VaultId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/// The stored bytes of an entry, over which its hash is taken: JSON with the keys in this order
/// and no white space. A reader hashes the bytes as they are and never rewrites them.
final class EntryCodec {
  private EntryCodec() {}

  record Stored(
      long seq, Instant at, VaultId vault, String previous, String kind, JsonNode payload) {}

  static byte[] encode(long seq, Instant at, VaultId vault, String previous, Payload payload) {
    JsonNode tree = Json.mapper().valueToTree(payload.content());
    return Json.write(new Stored(seq, at, vault, previous, payload.kind(), tree));
  }

  /// What an entry says, before it has a number.
  record Payload(String kind, Object content) {}

  /// Throws `tools.jackson.core.JacksonException` where the bytes are no entry.
  static EvidenceEntry decode(byte[] bytes) {
    Stored stored = Json.read(bytes, Stored.class);
    return new EvidenceEntry(
        stored.seq,
        stored.at,
        stored.vault,
        stored.previous,
        stored.kind,
        stored.payload.toString(),
        hash(bytes));
  }

  static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(Hashes.sha256(bytes));
  }

  /// What the first entry of a vault's log has in place of a previous entry's hash.
  static String prefix(VaultId vault) {
    return hash(vault.hex().getBytes(StandardCharsets.US_ASCII));
  }
}
