package dev.ballast.vault.anchor;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.log.Head;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.core.JacksonException;

/// A head with what is needed to know whose it is: a small file that lies anywhere but in the
/// vault.
///
/// @param vault whose log it is of
/// @param seq number of the newest entry
/// @param hash its SHA-256, 64 hex digits
/// @param at when the entry was made
/// @param signature Ed25519 over [#text()], in base64; empty where it is not signed
/// @param timestamp time stamp token of RFC 3161 over [#text()], in base64; empty where it has none
public record SignedHead(
    VaultId vault, long seq, String hash, Instant at, String signature, String timestamp) {
  public SignedHead {
    requireNonNull(vault, "vault is null");
    requireNonNull(at, "at is null");
    requireNonNull(signature, "signature is null");
    requireNonNull(timestamp, "timestamp is null");
    requireNonNull(hash, "hash is null");
    Head.require(seq, hash);
  }

  /// The head without a signature.
  public static SignedHead unsigned(VaultId vault, Head head, Instant at) {
    return new SignedHead(vault, head.seq(), head.hash(), at, "", "");
  }

  public Head head() {
    return new Head(seq, hash);
  }

  public boolean hasSignature() {
    return !signature.isEmpty();
  }

  public boolean hasTimestamp() {
    return !timestamp.isEmpty();
  }

  /// What is signed: the vault, the head and the time, in words that no other file has.
  byte[] text() {
    return "ballast head of vault %s: %d:%s at %s\n"
        .formatted(vault, seq, hash, at)
        .getBytes(StandardCharsets.UTF_8);
  }

  SignedHead signed(byte[] bytes) {
    return new SignedHead(
        vault, seq, hash, at, Base64.getEncoder().encodeToString(bytes), timestamp);
  }

  SignedHead stamped(byte[] token) {
    return new SignedHead(
        vault, seq, hash, at, signature, Base64.getEncoder().encodeToString(token));
  }

  byte[] signatureBytes() {
    return decode(signature, "its signature is not base64");
  }

  byte[] timestampBytes() {
    return decode(timestamp, "its time stamp is not base64");
  }

  private static byte[] decode(String base64, String problem) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw malformed(problem).cause(e);
    }
  }

  /// The file's content.
  public String json() {
    return new String(Json.write(this), StandardCharsets.UTF_8);
  }

  /// Reads what [#json()] wrote.
  public static SignedHead parse(String json) {
    if (!json.strip().startsWith("{")) {
      throw malformed("it is not the JSON Ballast wrote");
    }
    try {
      return Json.read(json.getBytes(StandardCharsets.UTF_8), SignedHead.class);
    } catch (JacksonException e) {
      throw malformed(String.valueOf(e.getOriginalMessage())).cause(e);
    }
  }

  private static Fault malformed(String detail) {
    return Fault.of(VaultError.HEAD_MALFORMED, "the file holds no head of an evidence log")
        .detail(detail)
        .hint("Give a file that `ballast evidence sign` or `ballast evidence head` wrote.");
  }
}
