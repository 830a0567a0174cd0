package dev.ballast.observe.collect.archiver;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// WAL archiving of a server.
public record ArchiverRow(
    Optional<Instant> statsReset,
    OptionalLong archivedCount,
    OptionalLong failedCount,
    Optional<Instant> lastArchivedTime,
    Optional<Instant> lastFailedTime,
    OptionalLong waiting) {}
