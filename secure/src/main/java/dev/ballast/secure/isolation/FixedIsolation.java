package dev.ballast.secure.isolation;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What leaks before a fix, and after it.
public record FixedIsolation(IsolationResult before, IsolationResult after) {
  public FixedIsolation {
    requireNonNull(before, "before is null");
    requireNonNull(after, "after is null");
  }

  /// The leaks that are gone, the gravest first.
  public List<Leak> closed() {
    return without(before, after);
  }

  /// The leaks that were not there before, the gravest first.
  public List<Leak> opened() {
    return without(after, before);
  }

  private static List<Leak> without(IsolationResult these, IsolationResult others) {
    return these.leaks().stream()
        .filter(leak -> others.leaks().stream().noneMatch(leak::isLike))
        .toList();
  }
}
