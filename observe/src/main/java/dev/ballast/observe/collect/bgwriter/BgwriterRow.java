package dev.ballast.observe.collect.bgwriter;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// The background writer of a server.
public record BgwriterRow(
    Optional<Instant> statsReset,
    OptionalLong buffersClean,
    OptionalLong maxwrittenClean,
    OptionalLong buffersAlloc,
    OptionalLong buffersBackend,
    OptionalLong buffersBackendFsync) {}
