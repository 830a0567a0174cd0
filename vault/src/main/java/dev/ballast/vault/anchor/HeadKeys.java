package dev.ballast.vault.anchor;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// Signs heads with an Ed25519 key and checks them with its public half, both as the PEM files that
/// `openssl genpkey -algorithm ed25519` and `openssl pkey -pubout` write.
public final class HeadKeys {
  private static final String ALGORITHM = "Ed25519";
  private static final int MAX_PEM_BYTES = 64 << 10;

  private HeadKeys() {}

  /// The head with a signature. The key is read from its file and kept nowhere.
  public static SignedHead sign(SignedHead head, Path privateKey) {
    PrivateKey key = privateKey(privateKey);
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(head.text());
      return head.signed(signature.sign());
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /// Refuses a head that this key did not sign as it is: [VaultError#HEAD_FORGED].
  public static void requireSigned(SignedHead head, Path publicKey) {
    PublicKey key = publicKey(publicKey);
    byte[] signed = head.signatureBytes();
    boolean valid;
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(head.text());
      valid = signature.verify(signed);
    } catch (GeneralSecurityException e) {
      valid = false;
    }
    if (!valid) {
      throw Fault.of(VaultError.HEAD_FORGED, "the head is not signed with the key that is trusted")
          .detail("checked with " + publicKey)
          .hint("The file was altered, or signed with another key: fetch it from another copy.");
    }
  }

  private static PrivateKey privateKey(Path file) {
    try {
      return factory().generatePrivate(new PKCS8EncodedKeySpec(pem(file, "PRIVATE KEY")));
    } catch (InvalidKeySpecException e) {
      throw malformed(file, "it holds no Ed25519 private key in PKCS#8").cause(e);
    }
  }

  private static PublicKey publicKey(Path file) {
    try {
      return factory().generatePublic(new X509EncodedKeySpec(pem(file, "PUBLIC KEY")));
    } catch (InvalidKeySpecException e) {
      throw malformed(file, "it holds no Ed25519 public key").cause(e);
    }
  }

  private static KeyFactory factory() {
    try {
      return KeyFactory.getInstance(ALGORITHM);
    } catch (NoSuchAlgorithmException e) {
      throw broken(e);
    }
  }

  private static byte[] pem(Path file, String label) {
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      text = new String(in.readNBytes(MAX_PEM_BYTES), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw malformed(file, "it cannot be read: " + e).cause(e);
    }
    String begin = "-----BEGIN " + label + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw malformed(file, "it has no block " + label);
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    } catch (IllegalArgumentException e) {
      throw malformed(file, "its block is not base64").cause(e);
    }
  }

  private static Fault malformed(Path file, String detail) {
    return Fault.of(VaultError.HEAD_KEY_MALFORMED, "the key file " + file + " cannot be used")
        .detail(detail)
        .hint(
            "Make a pair with `openssl genpkey -algorithm ed25519 -out head.key` and `openssl pkey"
                + " -in head.key -pubout -out head.pub`.");
  }

  private static Fault broken(GeneralSecurityException e) {
    return Fault.of(CommonError.INTERNAL_ERROR, "the JDK's Ed25519 refused to work").cause(e);
  }
}
