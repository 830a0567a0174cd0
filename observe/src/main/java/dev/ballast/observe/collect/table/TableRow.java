package dev.ballast.observe.collect.table;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One table, or all that are not among the largest.
public record TableRow(
    String schemaname,
    String relname,
    OptionalLong bytes,
    OptionalLong nLiveTup,
    OptionalLong nDeadTup,
    OptionalLong nModSinceAnalyze,
    OptionalLong seqScan,
    OptionalLong seqTupRead,
    OptionalLong idxScan,
    OptionalLong nTupIns,
    OptionalLong nTupUpd,
    OptionalLong nTupHotUpd,
    OptionalLong nTupDel,
    OptionalLong vacuums,
    OptionalLong analyzes,
    Optional<Instant> lastVacuum,
    Optional<Instant> lastAnalyze,
    OptionalLong frozenAge) {}
