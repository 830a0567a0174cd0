package dev.ballast.observe.incident;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.event.EventDetail;
import java.time.Instant;
import java.util.List;

/// Something that happened before or during an incident.
///
/// @param text one sentence without a full stop
/// @param evidence behind it
public record TimelineEntry(Instant at, Kind kind, String text, List<EventDetail> evidence) {
  /// What it is to the incident.
  public enum Kind {
    /// Something was changed before the incident began: it may be the reason.
    CHANGED_BEFORE,
    /// Something else that happened before it began.
    HAPPENED_BEFORE,
    /// A figure went over its threshold.
    BEGAN,
    /// An alert was raised, worsened, returned or was resolved.
    ALERT,
    /// Something that happened at the target meanwhile.
    HAPPENED
  }

  public TimelineEntry {
    requireNonNull(at, "at is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(text, "text is null");
    evidence = List.copyOf(evidence);
  }
}
