package dev.ballast.postgres.wire.protocol;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.util.Optional;

/// The other end of a connection, as far as authentication and advice depend on it.
///
/// @param endpoint `user@host:port/database`, for messages
/// @param encrypted whether TLS protects the bytes
/// @param localAddress our address on this connection, the one a `pg_hba.conf` line must admit;
///     empty on a Unix-domain socket
/// @param certificate the server's, for channel binding
public record Peer(
    String endpoint,
    boolean encrypted,
    String localAddress,
    Optional<X509Certificate> certificate) {
  public Peer {
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(localAddress, "localAddress is null");
    requireNonNull(certificate, "certificate is null");
  }
}
