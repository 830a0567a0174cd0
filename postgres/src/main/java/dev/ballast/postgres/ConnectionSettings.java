package dev.ballast.postgres;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where a server is and who is asking, for SQL and for the replication protocol alike.
///
/// @param host a name, an address, or an absolute folder that holds a Unix-domain socket
/// @param connectTimeout bound on connecting and authenticating, together
/// @param authentication how the server may authenticate, as far as it was said
public record ConnectionSettings(
    String host,
    int port,
    String database,
    String user,
    Optional<Password> password,
    Tls tls,
    Duration connectTimeout,
    Authentication authentication) {
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

  public ConnectionSettings {
    requireNonNull(host, "host is null");
    requireNonNull(database, "database is null");
    requireNonNull(user, "user is null");
    requireNonNull(password, "password is null");
    requireNonNull(tls, "tls is null");
    requireNonNull(connectTimeout, "connectTimeout is null");
    requireNonNull(authentication, "authentication is null");
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port is out of range: " + port);
    }
  }

  /// With the methods of authentication that are accepted by default.
  public ConnectionSettings(
      String host,
      int port,
      String database,
      String user,
      Optional<Password> password,
      Tls tls,
      Duration connectTimeout) {
    this(host, port, database, user, password, tls, connectTimeout, Authentication.BY_DEFAULT);
  }

  public ConnectionSettings withDatabase(String other) {
    return new ConnectionSettings(
        host, port, other, user, password, tls, connectTimeout, authentication);
  }

  public ConnectionSettings withUser(String other, Optional<Password> itsPassword) {
    return new ConnectionSettings(
        host, port, database, other, itsPassword, tls, connectTimeout, authentication);
  }

  public ConnectionSettings withConnectTimeout(Duration other) {
    return new ConnectionSettings(host, port, database, user, password, tls, other, authentication);
  }

  public ConnectionSettings withAuthentication(Authentication other) {
    return new ConnectionSettings(host, port, database, user, password, tls, connectTimeout, other);
  }

  /// Whether a server may use this method. One that uses another is refused before anything that
  /// depends on the password leaves.
  public boolean accepts(AuthenticationMethod method) {
    return authentication.accepted(password.isPresent()).contains(method);
  }

  /// Whether SCRAM without channel binding is refused.
  public boolean requiresChannelBinding() {
    return authentication.requiresChannelBinding(password.isPresent(), tls.mode());
  }

  /// Whether the bytes are to stay on this machine: the host is `localhost` or a loopback address,
  /// by its spelling. A name is not looked up for this; that `localhost` leads here is checked when
  /// it is connected to.
  public boolean isLoopback() {
    return Loopback.names(host);
  }

  /// Whether a certificate proves who the server is, before any other word of it is read.
  public boolean provesServerByCertificate() {
    return tls.mode() == TlsMode.VERIFY_FULL;
  }

  /// Whether the host is a folder with a Unix-domain socket in it, as libpq takes a host that
  /// begins with a slash.
  public boolean isUnixSocket() {
    return host.startsWith("/");
  }

  /// The socket file; only where [#isUnixSocket()].
  public Path unixSocket() {
    return Path.of(host, ".s.PGSQL." + port);
  }

  /// `host:port/database` for messages; never the password.
  public String display() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
