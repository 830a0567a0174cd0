package dev.ballast.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a server keeps of a password in order to recognise it, as RFC 5803 writes it for
/// SCRAM-SHA-256. `ALTER ROLE ... PASSWORD` stores it as it is, so the server never has the
/// password.
public final class ScramVerifier {
  private static final String HMAC = "HmacSHA256";
  private static final int SALT_BYTES = 16;
  private static final byte[] FIRST_BLOCK = {0, 0, 0, 1};

  private ScramVerifier() {}

  /// The verifier of a password of random characters, with one iteration: more of them slow down
  /// those who guess, which takes as long for a password that cannot be guessed, and each
  /// connection of its owner.
  ///
  /// @param password of 16 random ASCII characters at least
  public static String ofRandom(Password password) {
    String text = requireNonNull(password, "password is null").reveal();
    if (text.length() < SALT_BYTES || !US_ASCII.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("the password is not of 16 random ASCII characters");
    }
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return of(text.getBytes(US_ASCII), salt);
  }

  /// `SaltedPassword` of RFC 5802 is the first round of `Hi` only.
  private static String of(byte[] password, byte[] salt) {
    try {
      byte[] salted =
          hmac(
              password,
              ByteBuffer.allocate(salt.length + FIRST_BLOCK.length).put(salt).put(FIRST_BLOCK));
      byte[] clientKey = hmac(salted, ByteBuffer.wrap("Client Key".getBytes(US_ASCII)));
      byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
      byte[] serverKey = hmac(salted, ByteBuffer.wrap("Server Key".getBytes(US_ASCII)));
      Base64.Encoder base64 = Base64.getEncoder();
      return "SCRAM-SHA-256$1:"
          + base64.encodeToString(salt)
          + "$"
          + base64.encodeToString(storedKey)
          + ":"
          + base64.encodeToString(serverKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256 and its HMAC", e);
    }
  }

  private static byte[] hmac(byte[] key, ByteBuffer data) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(HMAC);
    mac.init(new SecretKeySpec(key, HMAC));
    mac.update(data.rewind());
    return mac.doFinal();
  }
}
