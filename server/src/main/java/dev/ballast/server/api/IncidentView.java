package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.incident.Timeline;
import java.util.Optional;

/// An incident with its time line.
///
/// @param incomplete why events may be missing from it
public record IncidentView(Timeline timeline, Optional<TargetView.FaultView> incomplete) {
  public IncidentView {
    requireNonNull(timeline, "timeline is null");
    requireNonNull(incomplete, "incomplete is null");
  }
}
