package dev.ballast.store.ticket;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// A ticket as a tracker of work has it.
///
/// @param begunAt when it was made there for the first time; it may be there from then on
/// @param remote what the tracker calls it, once that is known
/// @param open the state that both sides had last
/// @param owner of the ticket when both sides agreed on it, or empty
/// @param assignee whose it was there then, or empty
/// @param reported the newest step that was reported there
public record TicketCopy(
    long ticket,
    Instant begunAt,
    Optional<String> remote,
    Optional<String> url,
    boolean open,
    String owner,
    String assignee,
    long reported) {
  public TicketCopy {
    requireNonNull(begunAt, "begunAt is null");
    requireNonNull(remote, "remote is null");
    requireNonNull(url, "url is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(assignee, "assignee is null");
  }

  /// With what both sides have now.
  public TicketCopy agreed(boolean nowOpen, String nowOwner, String nowAssignee) {
    return new TicketCopy(ticket, begunAt, remote, url, nowOpen, nowOwner, nowAssignee, reported);
  }

  public TicketCopy reported(long step) {
    return new TicketCopy(ticket, begunAt, remote, url, open, owner, assignee, step);
  }
}
