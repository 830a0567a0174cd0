package dev.ballast.targets.yaml;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// The faults found in one file so far. For one thread.
public final class YamlProblems {

  /// One fault. Line and column count from 1, columns in code points.
  public record Problem(int line, int column, String message) {
    public Problem {
      requireNonNull(message, "message is null");
    }
  }

  private final TreeSet<Problem> problems =
      new TreeSet<>(
          Comparator.comparingInt(Problem::line)
              .thenComparingInt(Problem::column)
              .thenComparing(Problem::message));

  void add(YamlPosition place, String message) {
    problems.add(new Problem(place.line(), place.column(), message));
  }

  public boolean isEmpty() {
    return problems.isEmpty();
  }

  /// In the order of the file; a fault behind an alias is reported once.
  public List<Problem> inOrder() {
    return List.copyOf(problems);
  }
}
