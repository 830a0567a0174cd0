package dev.ballast.observe.collect.progress;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Commands of one kind in one phase.
public record ProgressRow(
    String command,
    String phase,
    String database,
    OptionalLong running,
    OptionalDouble leastDone) {}
