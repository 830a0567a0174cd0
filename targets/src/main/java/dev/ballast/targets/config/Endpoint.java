package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.TlsMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Where a target's server is and as whom it is asked: a connection's settings but for the
/// password.
///
/// @param database the one to log in to; a backup covers the whole server
public record Endpoint(
    String host, int port, String database, String user, Tls tls, Duration connectTimeout) {
  public static final int DEFAULT_PORT = 5432;
  public static final String DEFAULT_DATABASE = "postgres";

  public Endpoint {
    requireNonNull(host, "host is null");
    requireNonNull(database, "database is null");
    requireNonNull(user, "user is null");
    requireNonNull(tls, "tls is null");
    requireNonNull(connectTimeout, "connectTimeout is null");
  }

  /// All that is needed to connect.
  public ConnectionSettings settings(Optional<Password> password) {
    return new ConnectionSettings(host, port, database, user, password, tls, connectTimeout);
  }

  /// The mode where none is asked for. A given root certificate is meant to be used, so it checks
  /// all there is to check; within the machine there is nobody to listen; anywhere else nothing
  /// goes in plain text, though without a root the server's identity stays unchecked.
  static TlsMode defaultTls(String host, Optional<Path> rootCertificate) {
    if (rootCertificate.isPresent()) {
      return TlsMode.VERIFY_FULL;
    }
    return isLoopback(host) ? TlsMode.DISABLE : TlsMode.REQUIRE;
  }

  /// Whether the host is this machine by its very name; no name is looked up.
  public static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equals("::1")
        || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
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
