package dev.ballast.change.course;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// What became of the statements of the traffic that were due in one interval, whenever they ended.
/// Latencies count from when a statement was due; `p50` and `p99` are of those that ended well and
/// are zero where none did.
///
/// @param from since the beginning of the course
/// @param completed how many ended well
/// @param unfinished how many had not ended when the course was taken
/// @param max of all, ended well or not
public record Latencies(
    Duration from,
    long completed,
    long failed,
    long unfinished,
    Duration p50,
    Duration p99,
    Duration max) {
  public Latencies {
    requireNonNull(from, "from is null");
    requireNonNull(p50, "p50 is null");
    requireNonNull(p99, "p99 is null");
    requireNonNull(max, "max is null");
  }
}
