package dev.ballast.protect.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import java.time.Duration;
import java.time.Instant;

/// What would be lost if the server were lost now.
///
/// @param at when it was measured, by this machine's clock
/// @param server the position up to which the server had written, when it last was asked
/// @param durable the position up to which all vaults have it
/// @param bytes of log that are not durable here
/// @param age how long ago the server had written no more than is durable here; it grows while the
///     server cannot be asked, for nobody knows what it writes then
/// @param synchronous whether commits wait for what is durable here, so that nothing acknowledged
///     is lost whatever the age
public record RecoveryPoint(
    Instant at, Lsn server, Lsn durable, long bytes, Duration age, boolean synchronous) {
  public RecoveryPoint {
    requireNonNull(at, "at is null");
    requireNonNull(server, "server is null");
    requireNonNull(durable, "durable is null");
    requireNonNull(age, "age is null");
  }
}
