package dev.ballast.observe.collect.counting;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What pg_stat_statements says of itself.
///
/// @param evictions times it threw out statements for want of room
/// @param most `pg_stat_statements.max`
public record CountingRow(Optional<Instant> reset, OptionalLong evictions, OptionalLong most) {}
