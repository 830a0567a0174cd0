package dev.ballast.vault.format;

/// Where the evidence log stood when a key was retired: its newest entry at that moment. Objects
/// sealed with the retired key count only where the log up to here knows them, so that anyone who
/// still has that key can add nothing.
///
/// @param seq the entry's number, 0 for an empty log
/// @param hash its SHA-256, which covers all entries before it; zeros for an empty log
public record Boundary(long seq, String hash) {
  /// Of a log without entries.
  public static final Boundary OF_EMPTY_LOG = new Boundary(0, "0".repeat(64));

  public Boundary {
    if (seq < 0 || !hash.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a boundary: " + seq + ":" + hash);
    }
  }
}
