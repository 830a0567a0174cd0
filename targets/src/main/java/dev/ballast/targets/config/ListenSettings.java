package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Loopback;
import java.nio.file.Path;
import java.util.Optional;

/// Where a node takes requests.
///
/// @param address of this machine
/// @param tls required where the address is not on loopback
public record ListenSettings(String address, int port, Optional<ServerTls> tls) {
  /// Any free port may be asked for on the command line only.
  public static final int DEFAULT_PORT = 8432;

  public static final ListenSettings DEFAULTS =
      new ListenSettings("127.0.0.1", DEFAULT_PORT, Optional.empty());

  public ListenSettings {
    requireNonNull(address, "address is null");
    requireNonNull(tls, "tls is null");
  }

  /// What a node shows who it is with.
  ///
  /// @param certificate PEM file: its certificate, then those between it and a root
  /// @param key PEM file with its private key, PKCS #8 and not encrypted
  public record ServerTls(Path certificate, Path key) {}

  /// Whether only this machine reaches the address.
  public boolean isLoopback() {
    return Loopback.names(address);
  }

  public ListenSettings withPort(int other) {
    return new ListenSettings(address, other, tls);
  }
}
