package dev.ballast.postgres;

import java.util.Locale;

/// How a connection is protected; the names and meanings are libpq's `sslmode`, without its modes
/// that fall back in silence.
public enum TlsMode {
  /// Plain text.
  DISABLE,
  /// Encrypted, the server's certificate is not checked.
  REQUIRE,
  /// Encrypted, the certificate must be signed by the given root.
  VERIFY_CA,
  /// Encrypted, signed by the given root, and issued for the requested host.
  VERIFY_FULL;

  /// libpq's name, as `verify-full`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
