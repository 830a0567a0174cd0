package dev.ballast.observe.medium;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.observe.ObserveError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Trust in the authorities of a PEM file, and in no others.
public final class RootCertificate {
  private RootCertificate() {}

  /// Fault `route-unusable`.
  public static SSLContext context(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("root " + number++, each);
      }
      if (number == 0) {
        throw unusable(file, "it holds no certificate");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw unusable(file, IoReason.withoutFile(e)).cause(e);
    } catch (GeneralSecurityException e) {
      throw unusable(file, "it is no PEM file of certificates").cause(e);
    }
  }

  private static Fault unusable(Path file, String why) {
    return Fault.of(ObserveError.ROUTE_UNUSABLE, "the root certificate " + file + " cannot be used")
        .detail(why)
        .hint("Name a PEM file with the certificate of the authority.");
  }
}
