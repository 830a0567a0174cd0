package dev.ballast.vault.log;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.VaultError;

/// The newest entry of an evidence log at some time. Anyone who keeps it apart from the vault can
/// tell later that nothing up to this entry was changed or cut off.
///
/// @param seq the entry's number, from 1
/// @param hash SHA-256 of the entry, which covers all entries before it: 64 lower-case hex digits
public record Head(long seq, String hash) {
  public Head {
    require(seq, hash);
  }

  /// Throws where the two are no head.
  public static void require(long seq, String hash) {
    if (seq < 1 || !hash.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a head: " + seq + ":" + hash);
    }
  }

  /// Takes what [#toString] gives, as an operator hands it back.
  public static Head parse(String text) {
    String stripped = text.strip();
    if (!stripped.matches("[1-9][0-9]{0,15}:[0-9a-f]{64}")) {
      throw Fault.of(VaultError.HEAD_MALFORMED, "the head of an evidence log is not `seq:hash`")
          .detail("got: " + stripped)
          .hint("Give what `ballast evidence list` printed as the head, as in 17:9f86d0...");
    }
    int colon = stripped.indexOf(':');
    return new Head(Long.parseLong(stripped.substring(0, colon)), stripped.substring(colon + 1));
  }

  @Override
  public String toString() {
    return seq + ":" + hash;
  }
}
