package dev.ballast.lab.thin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/// How a state is copied in a place, and why not in a better way.
///
/// @param kind the best that was seen to work there
/// @param refused the better ones, best first
public record Means(CopyKind kind, List<Refused> refused) {
  public Means {
    requireNonNull(kind, "kind is null");
    refused = List.copyOf(refused);
  }

  /// A kind of copy that is not possible.
  ///
  /// @param why in words, such as those of the operating system
  public record Refused(CopyKind kind, String why) {
    public Refused {
      requireNonNull(kind, "kind is null");
      requireNonNull(why, "why is null");
    }

    @Override
    public String toString() {
      return "no " + kind + ": " + why;
    }
  }

  /// One line for reports: the kind, and why no better one.
  public String display() {
    return refused.isEmpty()
        ? kind.toString()
        : kind
            + " ("
            + refused.stream().map(Refused::toString).collect(Collectors.joining("; "))
            + ")";
  }
}
