package dev.ballast.observe.collect.io;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Reads and writes of one kind.
public record IoRow(
    String backendType,
    String object,
    String context,
    Optional<Instant> statsReset,
    OptionalLong reads,
    OptionalDouble readBytes,
    OptionalDouble readTime,
    OptionalLong writes,
    OptionalDouble writeBytes,
    OptionalDouble writeTime,
    OptionalLong extensions,
    OptionalLong hits,
    OptionalLong evictions,
    OptionalLong fsyncs,
    OptionalDouble fsyncTime) {}
