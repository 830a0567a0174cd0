package dev.ballast.vault.format;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// SHA-256 and HMAC-SHA256, which every JDK has. Safe for any number of threads.
public final class Hashes {
  private Hashes() {}

  public static byte[] sha256(byte[] bytes) {
    return digest().digest(bytes);
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw missing(e);
    }
  }

  static Mac mac(SecretKey key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static Fault missing(GeneralSecurityException cause) {
    return Fault.of(CommonError.INTERNAL_ERROR, "the JDK lacks SHA-256").cause(cause);
  }
}
