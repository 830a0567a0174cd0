package dev.ballast.observe.collect.wal;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Write-ahead log of a server.
public record WalRow(
    Optional<Instant> statsReset,
    OptionalLong walRecords,
    OptionalLong walFpi,
    OptionalDouble walBytes,
    OptionalLong walBuffersFull,
    OptionalLong writes,
    OptionalLong syncs,
    OptionalDouble writeTime,
    OptionalDouble syncTime) {}
