package dev.ballast.store.job;

import java.time.Instant;

/// A run of a job that did something or failed.
public record JobRun(
    String job, String node, Instant startedAt, Instant endedAt, Result result, String summary) {

  /// How a run ended.
  public enum Result {
    DONE,
    FAILED;

    /// As the store's table has it.
    String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Result parse(String text) {
      return valueOf(text.toUpperCase(java.util.Locale.ROOT));
    }
  }
}
