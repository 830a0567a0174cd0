package dev.ballast.store.sample;

import java.time.Instant;

/// One figure of a series. `NaN` is unknown.
public record Point(Instant at, double value) {}
