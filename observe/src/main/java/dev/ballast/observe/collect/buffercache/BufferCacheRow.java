package dev.ballast.observe.collect.buffercache;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Shared buffers.
public record BufferCacheRow(
    OptionalLong used,
    OptionalLong unused,
    OptionalLong dirty,
    OptionalLong pinned,
    OptionalDouble usageAverage) {}
