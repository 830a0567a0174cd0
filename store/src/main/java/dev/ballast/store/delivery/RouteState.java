package dev.ballast.store.delivery;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// How a route stands.
///
/// @param waiting messages that could not be sent yet
/// @param waitingSince when the oldest of them was made
/// @param sentAt when something was sent last, within 30 days
/// @param trouble why the last try failed
public record RouteState(
    String route,
    long waiting,
    Optional<Instant> waitingSince,
    Optional<Instant> sentAt,
    Optional<String> trouble) {
  public RouteState {
    requireNonNull(route, "route is null");
    requireNonNull(waitingSince, "waitingSince is null");
    requireNonNull(sentAt, "sentAt is null");
    requireNonNull(trouble, "trouble is null");
  }

  /// Of a route that nothing was sent to.
  public static RouteState unused(String route) {
    return new RouteState(route, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
