package dev.ballast.store.alert;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// One change of an alert.
///
/// @param alert as it is after it
public record AlertStep(Kind kind, Alert alert, Instant at) {
  /// What changed.
  public enum Kind {
    RAISED,
    /// It became more urgent.
    WORSENED,
    RESOLVED,
    /// It came back soon after it was resolved.
    RETURNED,
    /// Nothing that anybody has to be notified of.
    SEEN
  }

  public AlertStep {
    requireNonNull(kind, "kind is null");
    requireNonNull(alert, "alert is null");
    requireNonNull(at, "at is null");
  }
}
