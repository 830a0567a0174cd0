package dev.ballast.pages.work;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// Something that happened to an alert or a ticket.
///
/// @param kind in a word
/// @param who did it; empty where nobody did
public record Step(Instant at, String kind, String who, String note) {
  public Step {
    requireNonNull(at, "at is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(who, "who is null");
    requireNonNull(note, "note is null");
  }
}
