package dev.ballast.report.secure;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ballast.report.secure.IsolationReport.Found;
import dev.ballast.secure.isolation.FixedIsolation;
import java.util.List;

/// A policy that leaks, attacked on a clone, and attacked again with its fix.
///
/// @param attempts how many statements the second attack tried
/// @param fix the statements that close it
/// @param closed leaks that the fix closes
/// @param opened leaks that it opens
/// @param left leaks that are there with it
public record IsolationDrill(
    int attempts, String fix, List<Found> closed, List<Found> opened, List<Found> left) {
  public IsolationDrill {
    requireNonNull(fix, "fix is null");
    closed = List.copyOf(closed);
    opened = List.copyOf(opened);
    left = List.copyOf(left);
  }

  public static IsolationDrill of(String fix, FixedIsolation fixed) {
    return new IsolationDrill(
        fixed.after().attempts(),
        fix,
        fixed.closed().stream().map(Found::of).toList(),
        fixed.opened().stream().map(Found::of).toList(),
        fixed.after().leaks().stream().map(Found::of).toList());
  }

  /// Whether the fix closes something and opens nothing.
  @JsonIgnore
  public boolean isClosed() {
    return !closed.isEmpty() && opened.isEmpty();
  }
}
