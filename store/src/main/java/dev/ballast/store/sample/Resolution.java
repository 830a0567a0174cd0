package dev.ballast.store.sample;

import java.time.Duration;

/// How far apart the points of a stored series are.
public enum Resolution {
  /// As they were read.
  RAW("chunk_raw", Duration.ZERO, Duration.ofDays(3)),
  MINUTE("chunk_minute", Duration.ofMinutes(1), Duration.ofDays(30)),
  HOUR("chunk_hour", Duration.ofHours(1), Duration.ofDays(400));

  private final String table;
  private final Duration step;
  private final Duration retention;

  Resolution(String table, Duration step, Duration retention) {
    this.table = table;
    this.step = step;
    this.retention = retention;
  }

  String table() {
    return table;
  }

  /// Zero for raw points.
  public Duration step() {
    return step;
  }

  /// How long its points are kept unless a store says otherwise.
  public Duration retention() {
    return retention;
  }
}
