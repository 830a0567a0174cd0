package dev.ballast.machine;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Names and secrets that nobody can guess.
public final class RandomName {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomName() {}

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /// Hexadecimal digits, two for a byte.
  public static String of(int bytes) {
    return HexFormat.of().formatHex(bytes(bytes));
  }
}
