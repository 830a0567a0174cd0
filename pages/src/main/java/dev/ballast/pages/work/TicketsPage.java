package dev.ballast.pages.work;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Work that somebody owns.
///
/// @param verdict as a sentence
/// @param owner of whom tickets are shown; empty for all
public record TicketsPage(
    String verdict, Optional<String> owner, List<String> owners, List<Row> open, List<Row> closed) {
  public TicketsPage {
    requireNonNull(verdict, "verdict is null");
    requireNonNull(owner, "owner is null");
    owners = List.copyOf(owners);
    open = List.copyOf(open);
    closed = List.copyOf(closed);
  }

  /// One ticket.
  ///
  /// @param late whether it is open and was due
  public record Row(
      long id,
      String target,
      String check,
      String urgency,
      String tone,
      String summary,
      Optional<String> owner,
      Instant openedAt,
      Instant dueAt,
      Optional<Instant> closedAt,
      boolean late,
      int reopened) {
    public Row {
      requireNonNull(target, "target is null");
      requireNonNull(check, "check is null");
      requireNonNull(urgency, "urgency is null");
      requireNonNull(tone, "tone is null");
      requireNonNull(summary, "summary is null");
      requireNonNull(owner, "owner is null");
      requireNonNull(openedAt, "openedAt is null");
      requireNonNull(dueAt, "dueAt is null");
      requireNonNull(closedAt, "closedAt is null");
    }
  }
}
