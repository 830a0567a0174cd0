package dev.ballast.vault.format;

/// How a plaintext was written before it was encrypted.
public enum Encoding {
  /// As it is, where zstd would not have made it smaller.
  RAW(0),
  /// One zstd frame.
  ZSTD(1);

  private final int code;

  Encoding(int code) {
    this.code = code;
  }

  byte code() {
    return (byte) code;
  }

  static Encoding of(int code) {
    return switch (code) {
      case 0 -> RAW;
      case 1 -> ZSTD;
      default -> throw new IllegalArgumentException("no encoding has the code " + code);
    };
  }
}
