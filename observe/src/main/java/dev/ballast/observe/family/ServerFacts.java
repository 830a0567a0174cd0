package dev.ballast.observe.family;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.ServerVersion;
import java.time.Instant;

/// What decides which query of a family fits a server, and whether it is still the same server.
///
/// @param system its system identifier
/// @param startedAt when its postmaster started: counters before and after are not compared
/// @param inRecovery whether it is a standby
/// @param provider who runs it
public record ServerFacts(
    ServerVersion version,
    String system,
    Instant startedAt,
    boolean inRecovery,
    Provider provider) {
  public ServerFacts {
    requireNonNull(version, "version is null");
    requireNonNull(system, "system is null");
    requireNonNull(startedAt, "startedAt is null");
    requireNonNull(provider, "provider is null");
  }

  /// A server of no provider that is recognised.
  public ServerFacts(ServerVersion version, String system, Instant startedAt, boolean inRecovery) {
    this(version, system, startedAt, inRecovery, Provider.NONE);
  }
}
