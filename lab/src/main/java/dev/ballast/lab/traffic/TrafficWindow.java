package dev.ballast.lab.traffic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/// What became of the arrivals that were due within a window of time, whenever they ended.
///
/// @param length of the window
/// @param arrived how many were due in it: those that succeeded, failed and did not end yet
/// @param latency of those that succeeded
/// @param failed by reason, the most frequent first
/// @param unfinished how many had not ended when this was requested
/// @param waitingAtMost the most arrivals that were due and not ended at one instant of the window,
///     those that were due before it too
/// @param longest the longest time any of them took, or has taken so far, ended well or not; zero
///     where nothing arrived
/// @param works the same by work, in the order of their names
public record TrafficWindow(
    Duration length,
    long arrived,
    Latency latency,
    List<ErrorCount> failed,
    long unfinished,
    long waitingAtMost,
    Duration longest,
    List<WorkWindow> works) {
  public TrafficWindow {
    requireNonNull(length, "length is null");
    requireNonNull(latency, "latency is null");
    failed = List.copyOf(failed);
    requireNonNull(longest, "longest is null");
    works = List.copyOf(works);
  }

  /// What became of the arrivals of one work.
  public record WorkWindow(String work, Latency latency, List<ErrorCount> failed) {
    public WorkWindow {
      requireNonNull(work, "work is null");
      requireNonNull(latency, "latency is null");
      failed = List.copyOf(failed);
    }
  }

  /// How many succeeded.
  public long completed() {
    return latency.count();
  }

  /// Arrivals per second.
  public double ratePerSecond() {
    return length.isZero() ? 0 : arrived / (length.toNanos() / 1e9);
  }
}
