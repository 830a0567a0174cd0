package dev.ballast.server.tls;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.targets.config.ListenSettings.ServerTls;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// The certificate that a node shows, as its files have it: a renewed one is shown without a
/// restart, and one that is unusable leaves the one before in place. Safe for any number of
/// threads.
public final class NodeCertificate {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final String ALIAS = "node";

  private final ServerTls files;
  private final Clock clock;
  private Shown shown;

  /// @param lookedAt on the clock's count of nanoseconds
  /// @param failing why the files are not what is shown
  private record Shown(ServerIdentity identity, long lookedAt, Optional<Fault> failing) {}

  private NodeCertificate(ServerTls files, ServerIdentity first, Clock clock) {
    this.files = files;
    this.clock = clock;
    this.shown = new Shown(first, clock.nanoTime(), Optional.empty());
  }

  /// Throws `certificate-unusable`.
  public static NodeCertificate read(ServerTls files, Clock clock) {
    return new NodeCertificate(files, ServerIdentity.read(files, clock.now()), clock);
  }

  /// Why what the files hold at present is not shown.
  public Optional<Fault> failing() {
    look();
    return current().failing();
  }

  /// When the one that is shown expires.
  public Instant expiresAt() {
    return look().own().getNotAfter().toInstant();
  }

  /// For a server.
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new Keys()}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  private synchronized Shown current() {
    return shown;
  }

  private synchronized ServerIdentity look() {
    if (clock.since(shown.lookedAt()).compareTo(LOOK) >= 0) {
      long now = clock.nanoTime();
      try {
        shown = new Shown(ServerIdentity.read(files, clock.now()), now, Optional.empty());
      } catch (Fault fault) {
        CommonError.rethrowInterrupt(fault);
        shown = new Shown(shown.identity(), now, Optional.of(fault));
      }
    }
    return shown.identity();
  }

  /// Hands out what is shown at the time of each handshake.
  private final class Keys extends X509ExtendedKeyManager {
    @Override
    public @Nullable String chooseEngineServerAlias(
        String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
      return alias(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, Socket socket) {
      return alias(keyType);
    }

    /// A kind of key that the certificate does not have gets none, so that the next is tried.
    private @Nullable String alias(String keyType) {
      return look().own().getPublicKey().getAlgorithm().equals(keyType) ? ALIAS : null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      String alias = alias(keyType);
      return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return current().identity().chain().toArray(new X509Certificate[0]);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return current().identity().key();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyType, Principal @Nullable [] issuers, Socket socket) {
      return null;
    }
  }
}
