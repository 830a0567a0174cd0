package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Authentication;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Loopback;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.TlsMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where a target's server is and as whom it is asked: a connection's settings but for the
/// password.
///
/// @param database the one to log in to; a backup covers the whole server
/// @param authentication how the server may authenticate, as far as it was said
public record Endpoint(
    String host,
    int port,
    String database,
    String user,
    Tls tls,
    Duration connectTimeout,
    Authentication authentication) {
  public static final int DEFAULT_PORT = 5432;
  public static final String DEFAULT_DATABASE = "postgres";

  public Endpoint {
    requireNonNull(host, "host is null");
    requireNonNull(database, "database is null");
    requireNonNull(user, "user is null");
    requireNonNull(tls, "tls is null");
    requireNonNull(connectTimeout, "connectTimeout is null");
    requireNonNull(authentication, "authentication is null");
  }

  /// With the methods of authentication that are accepted by default.
  public Endpoint(
      String host, int port, String database, String user, Tls tls, Duration connectTimeout) {
    this(host, port, database, user, tls, connectTimeout, Authentication.BY_DEFAULT);
  }

  /// All that is needed to connect.
  public ConnectionSettings settings(Optional<Password> password) {
    return new ConnectionSettings(
        host, port, database, user, password, tls, connectTimeout, authentication);
  }

  /// Another server, reached in the same way.
  Endpoint at(String otherHost, int otherPort) {
    return new Endpoint(otherHost, otherPort, database, user, tls, connectTimeout, authentication);
  }

  /// The mode where none is requested: within the machine there is nobody to listen; anywhere else
  /// the server has to prove by its certificate that it is the one that was named. A given root
  /// certificate is meant to be used, even within the machine.
  static TlsMode defaultTls(String host, Optional<Path> rootCertificate) {
    return rootCertificate.isEmpty() && Loopback.names(host)
        ? TlsMode.DISABLE
        : TlsMode.VERIFY_FULL;
  }

  /// `host`, checked to be one TCP host. Throws `IllegalArgumentException` with the reason.
  static String checkedHost(String host) {
    if (host.startsWith("/")) {
      throw new IllegalArgumentException(
          "must be a TCP host: Unix sockets are not spoken, use localhost");
    }
    if (host.contains(",")) {
      throw new IllegalArgumentException("must be one host: each server is a target of its own");
    }
    if (!host.matches("[A-Za-z0-9._:%-]+")) {
      throw new IllegalArgumentException("must be a host name or an IP address");
    }
    return host;
  }
}
