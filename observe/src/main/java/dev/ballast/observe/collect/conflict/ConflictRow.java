package dev.ballast.observe.collect.conflict;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One database of a standby.
public record ConflictRow(
    String database,
    Optional<Instant> statsReset,
    OptionalLong tablespace,
    OptionalLong lock,
    OptionalLong snapshot,
    OptionalLong bufferPin,
    OptionalLong deadlock,
    OptionalLong logicalSlot) {}
