package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a check differs from what it is by itself.
///
/// @param check its name
/// @param all at every target
/// @param byTarget at single ones, which counts before `all`
public record CheckSettings(String check, Change all, List<AtTarget> byTarget) {
  public CheckSettings {
    requireNonNull(check, "check is null");
    requireNonNull(all, "all is null");
    byTarget = List.copyOf(byTarget);
  }

  /// What is other at a target.
  public record AtTarget(String target, Change change) {}

  /// What is other than in the check itself.
  ///
  /// @param off why it is not evaluated
  /// @param urgency of what is raised, in lower case
  public record Change(
      Optional<Figure> raise,
      Optional<Figure> page,
      Optional<Figure> clear,
      Optional<Duration> hold,
      Optional<Duration> calm,
      Optional<String> urgency,
      Optional<String> off) {
    /// This one, and what it leaves open by another.
    public Change or(Change other) {
      return new Change(
          raise.or(other::raise),
          page.or(other::page),
          clear.or(other::clear),
          hold.or(other::hold),
          calm.or(other::calm),
          urgency.or(other::urgency),
          off.or(other::off));
    }
  }
}
