package dev.ballast.store.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A job as the store has it.
///
/// @param next when it is looked at next
/// @param runningOn the node that has it at present
/// @param failures how many runs in a row have failed
public record JobState(
    String name,
    Duration every,
    Optional<Instant> next,
    Optional<String> runningOn,
    Optional<Instant> lastSuccess,
    int failures) {}
