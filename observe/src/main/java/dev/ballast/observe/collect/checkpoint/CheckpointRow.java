package dev.ballast.observe.collect.checkpoint;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Checkpoints of a server.
public record CheckpointRow(
    Optional<Instant> statsReset,
    OptionalLong numTimed,
    OptionalLong numRequested,
    OptionalDouble writeTime,
    OptionalDouble syncTime,
    OptionalLong buffersWritten,
    OptionalLong restartpointsDone) {}
