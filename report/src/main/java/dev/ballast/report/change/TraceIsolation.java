package dev.ballast.report.change;

import dev.ballast.postgres.server.Isolation;
import java.util.List;

/// What stood between the migrations of a trace and the machine, as both forms of the report have
/// it.
///
/// @param mechanism what put the barriers up
/// @param barriers those that held
/// @param missing those that did not
/// @param complete whether none was missing
/// @param display all of it in one line
public record TraceIsolation(
    String mechanism,
    List<String> barriers,
    List<String> missing,
    boolean complete,
    String display) {
  public TraceIsolation {
    barriers = List.copyOf(barriers);
    missing = List.copyOf(missing);
  }

  public static TraceIsolation of(Isolation isolation) {
    return new TraceIsolation(
        isolation.mechanism().toString(),
        isolation.barriers().stream().sorted().map(Isolation.Barrier::toString).toList(),
        isolation.missing().stream().map(Isolation.Barrier::toString).toList(),
        isolation.isComplete(),
        isolation.display());
  }
}
