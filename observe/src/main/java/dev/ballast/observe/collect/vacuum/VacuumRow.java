package dev.ballast.observe.collect.vacuum;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One running vacuum.
public record VacuumRow(
    String datname,
    String relation,
    String phase,
    OptionalLong running,
    OptionalLong heapBlksTotal,
    OptionalLong heapBlksScanned,
    OptionalLong indexVacuumCount,
    OptionalDouble seconds) {}
