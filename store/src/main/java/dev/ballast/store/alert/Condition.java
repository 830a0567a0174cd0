package dev.ballast.store.alert;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.event.EventDetail;
import java.util.List;

/// What is wrong with one subject, as it was seen last.
///
/// @param value the figure that is compared with the threshold
/// @param summary one sentence for people that names the subject and the figure, without a full
///     stop
/// @param evidence what was measured, by name
/// @param remedies what ends it, the best first
public record Condition(
    double value, String summary, List<EventDetail> evidence, List<Remedy> remedies) {
  public Condition {
    requireNonNull(summary, "summary is null");
    evidence = List.copyOf(evidence);
    remedies = List.copyOf(remedies);
  }
}
