package dev.ballast.postgres;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/// A connection's protection.
///
/// @param rootCertificate PEM file of the certificate authority; the JDK's own list where absent
public record Tls(TlsMode mode, Optional<Path> rootCertificate) {
  public static final Tls DISABLED = new Tls(TlsMode.DISABLE, Optional.empty());

  public Tls {
    requireNonNull(mode, "mode is null");
    requireNonNull(rootCertificate, "rootCertificate is null");
  }
}
