package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

/// A statement of the traffic that is planned in another way after the change.
///
/// @param before how its tables were read, and the planner's cost
/// @param costBefore in the planner's units
/// @param regression whether it is expected to take at least twice as long
public record PlanChange(
    String text,
    String before,
    String after,
    double costBefore,
    double costAfter,
    boolean regression) {
  public PlanChange {
    requireNonNull(text, "text is null");
    requireNonNull(before, "before is null");
    requireNonNull(after, "after is null");
  }
}
