package dev.ballast.postgres;

import com.fasterxml.jackson.annotation.JsonValue;

/// A timeline, counted from 1; PostgreSQL starts a new one at every promotion.
public record TimelineId(@JsonValue int value) {
  public TimelineId {
    if (value < 1) {
      throw new IllegalArgumentException("timeline is not positive: " + value);
    }
  }

  /// The name of the history file of this timeline, as in `00000002.history`.
  public String historyFileName() {
    return "%08X.history".formatted(value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
