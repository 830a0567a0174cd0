package dev.ballast.postgres;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where a server is and who is asking, for SQL and for the replication protocol alike.
///
/// @param host a name, an address, or, for SQL, an absolute folder that holds a Unix-domain socket
/// @param connectTimeout bound on connecting and authenticating, together
public record ConnectionSettings(
    String host,
    int port,
    String database,
    String user,
    Optional<Password> password,
    Tls tls,
    Duration connectTimeout) {
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

  public ConnectionSettings {
    requireNonNull(host, "host is null");
    requireNonNull(database, "database is null");
    requireNonNull(user, "user is null");
    requireNonNull(password, "password is null");
    requireNonNull(tls, "tls is null");
    requireNonNull(connectTimeout, "connectTimeout is null");
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port is out of range: " + port);
    }
  }

  public ConnectionSettings withDatabase(String other) {
    return new ConnectionSettings(host, port, other, user, password, tls, connectTimeout);
  }

  public ConnectionSettings withUser(String other, Optional<Password> itsPassword) {
    return new ConnectionSettings(host, port, database, other, itsPassword, tls, connectTimeout);
  }

  /// Whether the host is a folder with a Unix-domain socket in it, as libpq takes a host that
  /// begins
  /// with a slash.
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
