package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.lab.traffic.StatementSource;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// The traffic that a change is rehearsed under.
///
/// @param name of the source, for people
/// @param source of the statements
/// @param role whom the statements run as; empty for the role of the change
/// @param ratePerSecond empty for that of the source, or [#DEFAULT_RATE] where it has none
/// @param sessions how many statements run at the same time
/// @param before how long the traffic is measured without the change, and again after it
public record TrafficPlan(
    String name,
    StatementSource source,
    Optional<String> role,
    OptionalDouble ratePerSecond,
    int sessions,
    Duration before) {
  public static final double DEFAULT_RATE = 50;
  public static final int DEFAULT_SESSIONS = 16;
  public static final Duration DEFAULT_BEFORE = Duration.ofSeconds(3);

  public TrafficPlan {
    requireNonNull(name, "name is null");
    requireNonNull(source, "source is null");
    requireNonNull(role, "role is null");
    requireNonNull(ratePerSecond, "ratePerSecond is null");
    requireNonNull(before, "before is null");
  }

  /// Everything at its default.
  public static TrafficPlan of(String name, StatementSource source) {
    return new TrafficPlan(
        name, source, Optional.empty(), OptionalDouble.empty(), DEFAULT_SESSIONS, DEFAULT_BEFORE);
  }
}
