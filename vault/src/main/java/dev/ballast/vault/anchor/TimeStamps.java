package dev.ballast.vault.anchor;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.Hashes;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/// Time stamps of heads by RFC 3161: an authority that knows nothing of the vault signs that it saw
/// the head's hash at a time. So nobody can make a head later and say that it is old. They are
/// requested over HTTP and checked without a network.
public final class TimeStamps {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_REPLY_BYTES = 1 << 20;
  private static final int NONCE_BITS = 64;
  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

  private TimeStamps() {}

  /// Asks an authority for a stamp of this head. Only its hash is sent. The reply is compared with
  /// the request; whether the authority is to be trusted, [#requireStamped] says.
  ///
  /// @param authority `http` or `https`
  public static SignedHead stamp(SignedHead head, URI authority) {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    BigInteger nonce = new BigInteger(NONCE_BITS, new SecureRandom());
    byte[] hash = Hashes.sha256(head.text());
    try {
      TimeStampRequest request = generator.generate(NISTObjectIdentifiers.id_sha256, hash, nonce);
      TimeStampResponse response = new TimeStampResponse(exchange(authority, request.getEncoded()));
      response.validate(request);
      TimeStampToken token = response.getTimeStampToken();
      if (token == null) {
        throw refused(authority, "it says: " + response.getStatusString());
      }
      return head.stamped(token.getEncoded());
    } catch (TSPException | IOException e) {
      throw refused(authority, e.toString()).cause(e);
    }
  }

  private static byte[] exchange(URI authority, byte[] request) throws IOException {
    HttpRequest post =
        HttpRequest.newBuilder(authority)
            .timeout(REPLY_TIMEOUT)
            .header("Content-Type", "application/timestamp-query")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request))
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build()) {
      HttpResponse<InputStream> reply =
          client.send(post, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = reply.body()) {
        if (reply.statusCode() != 200) {
          throw refused(authority, "HTTP status " + reply.statusCode());
        }
        return body.readNBytes(MAX_REPLY_BYTES);
      }
    } catch (InterruptedException e) {
      throw CommonError.interrupted("waiting for a time stamp");
    }
  }

  private static Fault refused(URI authority, String detail) {
    return Fault.of(VaultError.TIME_STAMP_REFUSED, "no time stamp came from " + authority)
        .detail(detail)
        .hint("Try again later, or name another time-stamping authority.");
  }

  /// Refuses a head whose stamp is not of it, or was not made by an authority that this root
  /// vouches for: [VaultError#TIME_STAMP_FORGED].
  ///
  /// @param root PEM file with the root certificate
  /// @return when the authority saw the head
  public static Instant requireStamped(SignedHead head, Path root) {
    X509Certificate trusted = certificate(root);
    try {
      TimeStampToken token = new TimeStampToken(new CMSSignedData(head.timestampBytes()));
      boolean ofThisHead =
          token.getTimeStampInfo().getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256)
              && java.security.MessageDigest.isEqual(
                  token.getTimeStampInfo().getMessageImprintDigest(), Hashes.sha256(head.text()));
      if (!ofThisHead) {
        throw forged("it is the stamp of something else");
      }
      X509Certificate signer = signer(token);
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
      requirePath(token, signer, trusted);
      return token.getTimeStampInfo().getGenTime().toInstant();
    } catch (TSPException
        | CMSException
        | IOException
        | OperatorCreationException
        | GeneralSecurityException e) {
      throw forged(e.toString()).cause(e);
    } catch (IllegalArgumentException
        | IllegalStateException
        | ClassCastException
        | RuntimeOperatorException e) {
      // how Bouncy Castle reports some broken encodings
      throw forged("it is no time stamp: " + e).cause(e);
    }
  }

  private static X509Certificate signer(TimeStampToken token) throws GeneralSecurityException {
    for (X509Certificate certificate : certificates(token)) {
      if (token.getSID().getSerialNumber() != null
          && token.getSID().getSerialNumber().equals(certificate.getSerialNumber())
          && certificate.getExtendedKeyUsage() != null
          && certificate.getExtendedKeyUsage().contains(TIME_STAMPING)) {
        return certificate;
      }
    }
    throw forged("it does not hold the certificate of an authority for time stamps");
  }

  private static List<X509Certificate> certificates(TimeStampToken token)
      throws GeneralSecurityException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
      certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
    }
    return certificates;
  }

  /// The chain as of the time that was stamped: a certificate may have expired since. Whether one
  /// was revoked is not asked, for that takes a network.
  private static void requirePath(
      TimeStampToken token, X509Certificate signer, X509Certificate root)
      throws GeneralSecurityException {
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(signer);
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(Set.of(new TrustAnchor(root, null)), target);
    parameters.addCertStore(
        CertStore.getInstance(
            "Collection", new CollectionCertStoreParameters(certificates(token))));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(token.getTimeStampInfo().getGenTime().toInstant()));
    CertPathBuilder.getInstance("PKIX").build(parameters);
  }

  private static X509Certificate certificate(Path root) {
    try (InputStream in = Files.newInputStream(root)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException | GeneralSecurityException e) {
      throw Fault.of(VaultError.HEAD_KEY_MALFORMED, "the certificate " + root + " cannot be used")
          .detail(e.toString())
          .hint("Give the root certificate of the time-stamping authority as a PEM file.")
          .cause(e);
    }
  }

  private static Fault forged(String detail) {
    return Fault.of(
            VaultError.TIME_STAMP_FORGED, "the time stamp of the head is not to be believed")
        .detail(detail)
        .hint("The file was altered, or another authority made the stamp: check the root.");
  }
}
