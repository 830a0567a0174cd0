package dev.ballast.observe.collect.index;

import java.util.OptionalLong;

/// One index, or all that are not among the largest.
public record IndexRow(
    String schemaname,
    String relname,
    String indexrelname,
    OptionalLong bytes,
    OptionalLong idxScan,
    OptionalLong idxTupRead,
    OptionalLong idxTupFetch,
    OptionalLong invalid) {}
