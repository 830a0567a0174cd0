package dev.ballast.vault.format;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// AES-256-GCM with a 96-bit nonce and a 128-bit tag. One thread at a time; holds the JDK's
/// cipher, which is expensive to create and cheap to reuse.
final class Gcm {
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  /// Given megabytes at once the JDK stays in its interpreter for the first hundreds of them: it
  /// compiles, and uses the processor's instructions, after so many calls.
  private static final int PIECE_BYTES = 16 << 10;

  private final Cipher cipher;

  Gcm() {
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /// The nonce for part `counter` of `section` of an object. Safe because every object has a data
  /// key of its own, under which no pair is used twice.
  static byte[] nonce(int section, long counter) {
    return ByteBuffer.allocate(NONCE_BYTES).putInt(section).putLong(counter).array();
  }

  /// Encrypts into `out`, which receives `length + TAG_BYTES` bytes.
  void encrypt(SecretKey key, byte[] nonce, byte[] aad, ByteRange plain, byte[] out) {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
      cipher.updateAAD(aad);
      int at = 0;
      int to = 0;
      while (plain.length() - at > PIECE_BYTES) {
        to += cipher.update(plain.array(), plain.offset() + at, PIECE_BYTES, out, to);
        at += PIECE_BYTES;
      }
      cipher.doFinal(plain.array(), plain.offset() + at, plain.length() - at, out, to);
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /// Decrypts ciphertext and tag; false when the tag does not match, and then `out` holds nothing
  /// to rely on.
  boolean decrypt(SecretKey key, byte[] nonce, byte[] aad, ByteRange sealed, ByteRange out) {
    if (sealed.length() < TAG_BYTES) {
      return false;
    }
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
      cipher.updateAAD(aad);
      cipher.doFinal(sealed.array(), sealed.offset(), sealed.length(), out.array(), out.offset());
      return true;
    } catch (AEADBadTagException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  byte[] encrypt(SecretKey key, byte[] nonce, byte[] aad, byte[] plain) {
    byte[] out = new byte[plain.length + TAG_BYTES];
    encrypt(key, nonce, aad, ByteRange.of(plain), out);
    return out;
  }

  private static Fault broken(GeneralSecurityException cause) {
    return Fault.of(CommonError.INTERNAL_ERROR, "the JDK's AES-GCM refused to work")
        .detail(String.valueOf(cause.getMessage()))
        .cause(cause);
  }
}
