package dev.ballast.postgres.wire;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.util.Optional;

/// The other end of a connection, as far as authentication and advice depend on it.
///
/// @param endpoint `user@host:port/database`, for messages
/// @param encrypted whether TLS protects the bytes
/// @param loopback whether the bytes never leave this machine
/// @param localAddress our address on this connection, the one a `pg_hba.conf` line must admit
/// @param certificate the server's, for channel binding
record Peer(
    String endpoint,
    boolean encrypted,
    boolean loopback,
    String localAddress,
    Optional<X509Certificate> certificate) {
  Peer {
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(localAddress, "localAddress is null");
    requireNonNull(certificate, "certificate is null");
  }
}
