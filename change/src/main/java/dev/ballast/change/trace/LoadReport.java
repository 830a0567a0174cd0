package dev.ballast.change.trace;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/// How loading a schema went.
///
/// @param statements how many there were
/// @param problems those that the server did not take
public record LoadReport(int statements, List<LoadProblem> problems, Duration took) {
  public LoadReport {
    problems = List.copyOf(problems);
    requireNonNull(took, "took is null");
  }

  /// Whether the whole schema is there.
  public boolean isComplete() {
    return problems.isEmpty();
  }
}
