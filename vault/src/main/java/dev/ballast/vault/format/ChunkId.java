package dev.ballast.vault.format;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// What a chunk is found by: HMAC-SHA256 over the SHA-256 of its plaintext, under a key of the
/// vault. Without that key nobody can tell whether a vault holds a known plaintext. Four longs
/// and not an array, since a vault's index holds millions of them.
public record ChunkId(long a, long b, long c, long d) {
  static final int BYTES = 32;

  static ChunkId of(byte[] hash) {
    return readFrom(ByteBuffer.wrap(hash));
  }

  static ChunkId readFrom(ByteBuffer in) {
    return new ChunkId(in.getLong(), in.getLong(), in.getLong(), in.getLong());
  }

  static ChunkId parse(String hex) {
    return of(HexFormat.of().parseHex(hex));
  }

  void writeTo(ByteBuffer out) {
    out.putLong(a).putLong(b).putLong(c).putLong(d);
  }

  /// 64 lower-case hex digits.
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
  }
}
