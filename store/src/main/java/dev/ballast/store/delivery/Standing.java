package dev.ballast.store.delivery;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// How an alert stands, and what a route was notified of.
///
/// @param subject what it is about
/// @param cause the alert that explains it
/// @param told the last message to the route
/// @param lastNumber of the messages to the route, those included that were dropped
public record Standing(
    UUID alert,
    Kind kind,
    Labels subject,
    Urgency urgency,
    Times times,
    Optional<UUID> cause,
    Optional<Told> told,
    int lastNumber) {
  public Standing {
    requireNonNull(alert, "alert is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(urgency, "urgency is null");
    requireNonNull(times, "times is null");
    requireNonNull(cause, "cause is null");
    requireNonNull(told, "told is null");
  }

  /// Where it is, and which check found it.
  public record Kind(String target, String check) {}

  /// When it changed.
  ///
  /// @param resolvedAt empty while it is open
  /// @param returnedAt when it last came back or became worse
  /// @param returns how often it came back
  public record Times(
      Instant raisedAt, Optional<Instant> resolvedAt, Optional<Instant> returnedAt, int returns) {}

  /// What a message said.
  ///
  /// @param waiting whether it has not been sent yet
  public record Told(MessageKind kind, Urgency urgency, boolean waiting) {}

  public boolean open() {
    return times.resolvedAt().isEmpty();
  }
}
