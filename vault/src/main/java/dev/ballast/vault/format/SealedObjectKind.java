package dev.ballast.vault.format;

/// The kinds of sealed object. The code is the header's sixth byte, so constants are never
/// reused.
public enum SealedObjectKind {
  PACK(1, Integer.MAX_VALUE),
  INDEX(2, 1 << 30),
  RECORD(3, 16 << 20),
  EVIDENCE(4, 16 << 20),
  /// A tail: it grows, so its header says that its length is 0.
  TAIL(5, Integer.MAX_VALUE),
  /// Kept outside of the vault: what was worked out from objects of it.
  NOTE(6, 1 << 28);

  private final int code;
  private final int maxPlainBytes;

  SealedObjectKind(int code, int maxPlainBytes) {
    this.code = code;
    this.maxPlainBytes = maxPlainBytes;
  }

  /// The most that one object of this kind holds, before compression.
  public int maxPlainBytes() {
    return maxPlainBytes;
  }

  int code() {
    return code;
  }
}
