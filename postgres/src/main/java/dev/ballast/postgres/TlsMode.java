package dev.ballast.postgres;

/// How a connection is protected; the names and meanings are libpq's `sslmode`, without its modes
/// that fall back in silence.
public enum TlsMode {
  /// Plain text.
  DISABLE,
  /// Encrypted, the server's certificate is not checked.
  REQUIRE,
  /// Encrypted, the certificate must be signed by the given root.
  VERIFY_CA,
  /// Encrypted, signed by the given root, and issued for the host that was asked for.
  VERIFY_FULL
}
