package dev.ballast.server.tls;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.server.ServerError;
import dev.ballast.targets.config.ListenSettings.ServerTls;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/// A certificate, those above it, and its private key, which belong together.
///
/// @param chain the node's own certificate first
record ServerIdentity(List<X509Certificate> chain, PrivateKey key) {
  private static final int PROBE_BYTES = 32;

  ServerIdentity {
    chain = List.copyOf(chain);
  }

  /// Throws `certificate-unusable` where a file cannot be read, the two do not belong together or
  /// the certificate is not valid at that time.
  static ServerIdentity read(ServerTls files, Instant now) {
    ServerIdentity identity = new ServerIdentity(chain(files.certificate()), key(files.key()));
    identity.requireMatch(files);
    identity.requireValid(files, now);
    return identity;
  }

  X509Certificate own() {
    return chain.getFirst();
  }

  /// The certificates of a PEM file, of which there is one at least.
  static List<X509Certificate> chain(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(ServerIdentity::x509)
              .toList();
      if (chain.isEmpty()) {
        throw unusable(file, "there is no certificate in it");
      }
      return chain;
    } catch (IOException e) {
      throw unusable(file, IoReason.withoutFile(e));
    } catch (GeneralSecurityException e) {
      throw unusable(file, "it is not a certificate in PEM form");
    }
  }

  /// What a factory for X.509 makes is X.509.
  private static X509Certificate x509(Certificate certificate) {
    return (X509Certificate) certificate;
  }

  private static PrivateKey key(Path file) {
    try (Reader in = Files.newBufferedReader(file);
        PEMParser parser = new PEMParser(in)) {
      // The JDK knows these keys by another name than the converter.
      JcaPEMKeyConverter converter =
          new JcaPEMKeyConverter().setAlgorithmMapping(X9ObjectIdentifiers.id_ecPublicKey, "EC");
      Object next = parser.readObject();
      while (next instanceof ASN1ObjectIdentifier) {
        // The curve, which some programs write before the key.
        next = parser.readObject();
      }
      return switch (next) {
        case PrivateKeyInfo info -> converter.getPrivateKey(info);
        case PEMKeyPair pair -> converter.getPrivateKey(pair.getPrivateKeyInfo());
        case PKCS8EncryptedPrivateKeyInfo ignored ->
            throw unusable(file, "the private key in it is encrypted");
        case null, default -> throw unusable(file, "there is no private key in PEM form in it");
      };
    } catch (PEMException e) {
      throw unusable(file, "the private key in it cannot be read").cause(e);
    } catch (IOException e) {
      throw unusable(file, IoReason.withoutFile(e)).cause(e);
    }
  }

  /// What the key signs, the certificate must verify.
  private void requireMatch(ServerTls files) {
    byte[] probe = new byte[PROBE_BYTES];
    try {
      Signature signer = Signature.getInstance(algorithm());
      signer.initSign(key);
      signer.update(probe);
      byte[] signed = signer.sign();
      Signature verifier = Signature.getInstance(algorithm());
      verifier.initVerify(own().getPublicKey());
      verifier.update(probe);
      if (verifier.verify(signed)) {
        return;
      }
    } catch (GeneralSecurityException e) {
      // A key of another kind than the certificate's.
      throw unusable(files.key(), "its key is not that of " + files.certificate()).cause(e);
    }
    throw unusable(files.key(), "its key is not that of " + files.certificate());
  }

  private String algorithm() {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC", "ECDSA" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  private void requireValid(ServerTls files, Instant now) {
    Instant from = own().getNotBefore().toInstant();
    Instant until = own().getNotAfter().toInstant();
    if (now.isBefore(from) || now.isAfter(until)) {
      throw unusable(
          files.certificate(), "the certificate is valid from " + from + " until " + until);
    }
  }

  private static Fault unusable(Path file, String why) {
    return Fault.of(ServerError.CERTIFICATE_UNUSABLE, "the node has no certificate to show")
        .detail(file + ": " + why)
        .hint(
            "Check serve.listen.certificate and serve.listen.key in ballast.yaml:"
                + " PEM files that this user can read.");
  }
}
