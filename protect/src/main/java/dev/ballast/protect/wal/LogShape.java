package dev.ballast.protect.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.wire.SystemIdentifier;

/// Whose write-ahead log it is, and in which form.
///
/// @param target the name of the guarded database server
/// @param major of the server
/// @param segmentSize bytes
public record LogShape(String target, SystemIdentifier system, int major, int segmentSize) {
  public LogShape {
    requireNonNull(target, "target is null");
    requireNonNull(system, "system is null");
  }
}
