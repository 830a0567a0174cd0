package dev.ballast.postgres.wire.protocol;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionRefusal;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.TlsMode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Puts TLS on a connected socket, in the four modes of [TlsMode].
final class TlsUpgrade {

  static SSLSocket secure(Socket plain, ConnectionSettings settings) throws SocketTimeoutException {
    Tls tls = settings.tls();
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust(tls), null);
      SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(plain, settings.host(), settings.port(), true);
      if (tls.mode() == TlsMode.VERIFY_FULL) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
      }
      socket.startHandshake();
      return socket;
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException | GeneralSecurityException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("securing the connection to " + settings.display());
      }
      throw ConnectionRefusal.tls(settings, e);
    }
  }

  static X509Certificate serverCertificate(SSLSocket socket) {
    try {
      if (socket.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate) {
        return certificate;
      }
      throw Fault.of(PostgresError.TLS_FAILED, "the server's certificate is not an X.509 one");
    } catch (SSLPeerUnverifiedException e) {
      throw Fault.of(PostgresError.TLS_FAILED, "the server showed no certificate").cause(e);
    }
  }

  private static TrustManager[] trust(Tls tls) throws GeneralSecurityException {
    if (tls.mode() == TlsMode.REQUIRE) {
      return new TrustManager[] {new AnyCertificate()};
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    Optional<Path> root = tls.rootCertificate();
    factory.init(root.isPresent() ? keyStore(root.get()) : null);
    return factory.getTrustManagers();
  }

  private static KeyStore keyStore(Path root) throws GeneralSecurityException {
    try (InputStream in = Files.newInputStream(root)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("root-" + number++, certificate);
      }
      if (number == 0) {
        throw Fault.of(PostgresError.TLS_FAILED, "the root certificate file holds no certificate")
            .detail(root.toString())
            .hint("Give a PEM file with the certificate of the authority.");
      }
      return store;
    } catch (IOException e) {
      throw Fault.of(PostgresError.TLS_FAILED, "the root certificate file cannot be read")
          .detail(root + ": " + ConnectionLoss.reason(e))
          .hint("Give a PEM file with the certificate of the authority, readable to this user.")
          .cause(e);
    }
  }

  private TlsUpgrade() {}

  /// Mode REQUIRE: any server is accepted, as the mode's name says and its documentation warns.
  private static final class AnyCertificate extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
