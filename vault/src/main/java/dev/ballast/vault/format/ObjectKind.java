package dev.ballast.vault.format;

/// The kinds of sealed object. The code is the header's sixth byte, so constants are never
/// reused.
public enum ObjectKind {
  PACK(1),
  INDEX(2),
  RECORD(3),
  EVIDENCE(4);

  private final int code;

  ObjectKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
