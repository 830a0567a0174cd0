package dev.ballast.store.alert;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// How an alert changed, as it is kept.
///
/// @param urgency as it was then
/// @param summary as it was then
public record KeptStep(AlertStep.Kind kind, Instant at, Urgency urgency, String summary) {
  public KeptStep {
    requireNonNull(kind, "kind is null");
    requireNonNull(at, "at is null");
    requireNonNull(urgency, "urgency is null");
    requireNonNull(summary, "summary is null");
  }
}
