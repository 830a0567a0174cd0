package dev.ballast.vault.anchor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/// A small time-stamping authority with a root of its own, over HTTP on loopback. It always says
/// the same time.
final class TestAuthority implements AutoCloseable {
  static final Instant TIME = Instant.parse("2026-11-20T08:00:00Z");

  private static final String SIGNING = "SHA256withECDSA";

  private final HttpServer server;
  private final Path root;
  private final KeyPair keys;
  private final X509Certificate certificate;

  private TestAuthority(HttpServer server, Path root, KeyPair keys, X509Certificate certificate) {
    this.server = server;
    this.root = root;
    this.keys = keys;
    this.certificate = certificate;
  }

  static TestAuthority start(Path directory) throws IOException {
    Files.createDirectories(directory);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair rootKeys = generator.generateKeyPair();
      KeyPair keys = generator.generateKeyPair();
      X509Certificate rootCertificate = certificate("CN=root", rootKeys, "CN=root", rootKeys);
      Path root = directory.resolve("root.pem");
      Files.writeString(
          root,
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder().encodeToString(rootCertificate.getEncoded())
              + "\n-----END CERTIFICATE-----\n");
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      TestAuthority authority =
          new TestAuthority(
              server, root, keys, certificate("CN=stamps", keys, "CN=root", rootKeys));
      server.createContext("/stamp", e -> authority.reply(e, authority.stamp(request(e))));
      server.createContext("/garbage", e -> authority.reply(e, new byte[] {1, 2, 3}));
      server.createContext("/other-hash", e -> authority.reply(e, authority.stamp(other())));
      server.start();
      return authority;
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException(e);
    }
  }

  private static X509Certificate certificate(
      String subject, KeyPair keys, String issuer, KeyPair issuerKeys)
      throws OperatorCreationException, GeneralSecurityException, CertIOException {
    boolean isRoot = subject.equals(issuer);
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(issuer),
            BigInteger.valueOf(isRoot ? 1 : 2),
            Date.from(TIME.minus(Duration.ofDays(3650))),
            Date.from(TIME.plus(Duration.ofDays(3650))),
            new X500Name(subject),
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isRoot));
    if (!isRoot) {
      builder.addExtension(
          Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder(SIGNING).build(issuerKeys.getPrivate())));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/stamp");
  }

  Path root() {
    return root;
  }

  private static TimeStampRequest request(HttpExchange exchange) throws IOException {
    return new TimeStampRequest(exchange.getRequestBody().readAllBytes());
  }

  private static TimeStampRequest other() throws IOException {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    try {
      return generator.generate(TSPAlgorithms.SHA256, new byte[32], BigInteger.ONE);
    } catch (IllegalArgumentException e) {
      throw new IOException(e);
    }
  }

  private byte[] stamp(TimeStampRequest request) throws IOException {
    try {
      DigestCalculator digest =
          new JcaDigestCalculatorProviderBuilder()
              .build()
              .get(new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1));
      TimeStampTokenGenerator tokens =
          new TimeStampTokenGenerator(
              new JcaSimpleSignerInfoGeneratorBuilder()
                  .build(SIGNING, keys.getPrivate(), certificate),
              digest,
              new ASN1ObjectIdentifier("1.2.3.4"));
      tokens.addCertificates(new JcaCertStore(List.of(certificate)));
      return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
          .generate(request, BigInteger.TEN, Date.from(TIME))
          .getEncoded();
    } catch (TSPException | GeneralSecurityException | OperatorCreationException e) {
      throw new IOException(e);
    }
  }

  private void reply(HttpExchange exchange, byte[] body) {
    try (exchange) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
