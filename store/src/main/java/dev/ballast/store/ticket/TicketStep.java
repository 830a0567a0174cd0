package dev.ballast.store.ticket;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// Something that was done about a ticket.
///
/// @param who a user, or [#MEASUREMENTS]
/// @param note the new owner, or why
public record TicketStep(Kind kind, Instant at, String who, String note) {
  /// What is known of a target opens tickets and closes them.
  public static final String MEASUREMENTS = "measurements";

  /// What was done.
  public enum Kind {
    OPENED,
    ASSIGNED,
    CLOSED,
    REOPENED
  }

  public TicketStep {
    requireNonNull(kind, "kind is null");
    requireNonNull(at, "at is null");
    requireNonNull(who, "who is null");
    requireNonNull(note, "note is null");
  }
}
