package dev.ballast.vault.format;

import java.security.SecureRandom;

/// The one source of keys, nonces and ids: the operating system's generator. Safe for any number
/// of threads.
final class Randomness {
  private static final SecureRandom SYSTEM = new SecureRandom();

  private Randomness() {}

  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    SYSTEM.nextBytes(bytes);
    return bytes;
  }
}
