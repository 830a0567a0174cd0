package dev.ballast.vault.log;

import dev.ballast.evidence.json.Json;
import dev.ballast.vault.format.VaultId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// One entry of the evidence log.
///
/// @param seq its number, from 1
/// @param previous hash of the entry before it; for the first, SHA-256 of the vault's id
/// @param kind what the payload is, lower case with hyphens
/// @param payload JSON of the record that was appended
/// @param hash SHA-256 over the entry's stored bytes, `previous` included: 64 hex digits
public record EvidenceEntry(
    long seq,
    Instant at,
    VaultId vault,
    String previous,
    String kind,
    String payload,
    String hash) {

  /// Whether it holds a proof.
  public boolean isProof() {
    return kind.equals(EvidenceLog.PROOF);
  }

  /// The payload as the record it was made from. Throws `tools.jackson.core.JacksonException`
  /// where it is of another type.
  public <T> T as(Class<T> type) {
    return Json.read(payload.getBytes(StandardCharsets.UTF_8), type);
  }

  /// This entry as a head to keep.
  public Head head() {
    return new Head(seq, hash);
  }
}
