package dev.ballast.postgres.wire.protocol;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import com.ongres.scram.common.exception.ScramInvalidServerSignatureException;
import com.ongres.scram.common.exception.ScramRuntimeException;
import com.ongres.scram.common.exception.ScramServerErrorException;
import com.ongres.scram.common.util.TlsServerEndpoint;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// SCRAM-SHA-256, bound to the TLS channel where server and certificate allow it. For one thread,
/// once.
public final class ScramExchange {
  /// PostgreSQL uses 4096; `scram_iterations` allows 2 billion, with which a false server could
  /// keep a client computing for an hour. A million takes about a second.
  static final int ITERATIONS_LIMIT = 1_000_000;

  private static final Pattern SERVER_FIRST =
      Pattern.compile("r=[\\x21-\\x2B\\x2D-\\x7E]+,s=([A-Za-z0-9+/]+={0,2}),i=([1-9][0-9]{0,9})");
  private static final Pattern SERVER_FINAL =
      Pattern.compile("v=([A-Za-z0-9+/]+={0,2})|e=[\\x21-\\x2B\\x2D-\\x7E]+");

  private final ScramClient client;
  private final Peer peer;
  private boolean asked;
  private boolean answered;
  private boolean serverProven;

  private ScramExchange(ScramClient client, Peer peer) {
    this.client = client;
    this.peer = peer;
  }

  public static ScramExchange start(List<String> mechanisms, String password, Peer peer) {
    List<String> known =
        mechanisms.stream()
            .filter(
                name ->
                    name.equals("SCRAM-SHA-256")
                        || (name.equals("SCRAM-SHA-256-PLUS") && peer.encrypted()))
            .toList();
    if (known.isEmpty()) {
      throw Fault.of(
              PostgresError.AUTHENTICATION_FAILED,
              "the server offers no authentication mechanism that Ballast speaks")
          .detail(peer.endpoint() + ": " + mechanisms)
          .hint("Set the method scram-sha-256 in pg_hba.conf on this connection.");
    }
    try {
      ScramClient.FinalBuildStage builder =
          ScramClient.builder()
              .advertisedMechanisms(known)
              .username("*") // the server takes the name of the startup message
              .password(password.toCharArray())
              .stringPreparation(StringPreparation.POSTGRESQL_PREPARATION);
      Optional<byte[]> binding = peer.certificate().flatMap(ScramExchange::bindingOf);
      binding.ifPresent(
          data -> builder.channelBinding(TlsServerEndpoint.TLS_SERVER_END_POINT, data));
      return new ScramExchange(builder.build(), peer);
    } catch (IllegalArgumentException e) {
      throw Fault.of(
              PostgresError.AUTHENTICATION_FAILED,
              "no SCRAM exchange fits what the server offers and the connection allows")
          .detail(peer.endpoint() + ": " + mechanisms)
          .hint("Let the server's certificate be signed with SHA-256 or stronger.")
          .cause(e);
    }
  }

  /// Empty where the certificate's signature names no digest, as Ed25519: RFC 5929 defines none.
  private static Optional<byte[]> bindingOf(X509Certificate certificate) {
    try {
      byte[] data = TlsServerEndpoint.getChannelBindingData(certificate);
      return data.length == 0 ? Optional.empty() : Optional.of(data);
    } catch (CertificateEncodingException e) {
      throw Fault.of(PostgresError.TLS_FAILED, "the server's certificate cannot be encoded")
          .cause(e);
    }
  }

  String mechanism() {
    return client.getScramMechanism().getName();
  }

  /// Whether the exchange is bound to the TLS channel.
  boolean isBound() {
    return client.getScramMechanism().isPlus();
  }

  public String clientFirst() {
    return client.clientFirstMessage().toString();
  }

  /// Answers the server's first message. Its form is checked here, since the library was not
  /// written for a hostile one.
  public String clientFinal(String serverFirst) {
    Matcher matcher = SERVER_FIRST.matcher(serverFirst);
    if (asked || !matcher.matches() || !isBase64(matcher.group(1))) {
      throw ConnectionLoss.violation("the server's part of SCRAM is malformed");
    }
    if (Long.parseLong(matcher.group(2)) > ITERATIONS_LIMIT) {
      throw ConnectionLoss.violation(
          "the server asks for "
              + matcher.group(2)
              + " SCRAM iterations, more than "
              + ITERATIONS_LIMIT);
    }
    asked = true;
    try {
      client.serverFirstMessage(serverFirst);
      String proof = client.clientFinalMessage().toString();
      answered = true;
      return proof;
    } catch (ScramException | ScramRuntimeException e) {
      throw ConnectionLoss.violation("the server's part of SCRAM is malformed").cause(e);
    }
  }

  /// Checks the server's signature: only who knows the password's verifier can make it.
  public void proveServer(String serverFinal) {
    Matcher matcher = SERVER_FINAL.matcher(serverFinal);
    if (!answered
        || serverProven
        || !matcher.matches()
        || (matcher.group(1) != null && !isBase64(matcher.group(1)))) {
      throw ConnectionLoss.violation("the server's end of SCRAM is malformed");
    }
    try {
      client.serverFinalMessage(serverFinal);
      serverProven = true;
    } catch (ScramInvalidServerSignatureException e) {
      throw Fault.of(
              PostgresError.AUTHENTICATION_FAILED,
              "the server does not know the password's verifier, it may be an impostor")
          .detail(peer.endpoint())
          .hint("Find out which server listens at this address before you try again.")
          .cause(e);
    } catch (ScramServerErrorException e) {
      throw Fault.of(PostgresError.AUTHENTICATION_FAILED, "the server refused the SCRAM proof")
          .detail(peer.endpoint() + ": " + e.getServerError())
          .hint("Check the user name and the password the target's configuration refers to.")
          .cause(e);
    } catch (ScramException | ScramRuntimeException e) {
      throw ConnectionLoss.violation("the server's end of SCRAM is malformed").cause(e);
    }
  }

  public boolean isServerProven() {
    return serverProven;
  }

  private static boolean isBase64(String text) {
    try {
      return text.length() % 4 == 0 && Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
