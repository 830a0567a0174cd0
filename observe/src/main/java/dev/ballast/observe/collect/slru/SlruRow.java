package dev.ballast.observe.collect.slru;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One cache of transaction status.
public record SlruRow(
    String name,
    Optional<Instant> statsReset,
    OptionalLong blksHit,
    OptionalLong blksRead,
    OptionalLong blksWritten) {}
