package dev.ballast.lab.traffic;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalDouble;

/// What a source has: the mix that can be repeated, and what cannot.
///
/// @param ratePerSecond of all statements in production, those left out too; empty where unknown
/// @param calls of production that the source saw, those left out too
/// @param notes what is only like production, such as the length of a list that was not recorded
public record SourcedTraffic(
    TrafficMix mix,
    List<LeftOut> leftOut,
    OptionalDouble ratePerSecond,
    double calls,
    List<String> notes) {
  public SourcedTraffic {
    requireNonNull(mix, "mix is null");
    leftOut = List.copyOf(leftOut);
    requireNonNull(ratePerSecond, "ratePerSecond is null");
    notes = List.copyOf(notes);
  }

  /// The share of production's calls that the mix does not repeat, from 0 to 1; empty where the
  /// source saw no call.
  public OptionalDouble shareLeftOut() {
    if (calls <= 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(leftOut.stream().mapToDouble(LeftOut::calls).sum() / calls);
  }

  /// The rate at which what can be repeated ran in production; empty where unknown.
  public OptionalDouble repeatableRate() {
    if (ratePerSecond.isEmpty() || shareLeftOut().isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(ratePerSecond.getAsDouble() * (1 - shareLeftOut().getAsDouble()));
  }
}
