package dev.ballast.observe.family;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.ServerVersion;
import java.time.Instant;

/// What decides which query of a family fits a server, and whether it is still the same server.
///
/// @param system its system identifier
/// @param startedAt when its postmaster started: counters before and after are not compared
/// @param inRecovery whether it is a standby
public record ServerFacts(
    ServerVersion version, String system, Instant startedAt, boolean inRecovery) {
  public ServerFacts {
    requireNonNull(version, "version is null");
    requireNonNull(system, "system is null");
    requireNonNull(startedAt, "startedAt is null");
  }
}
