package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.ticket.Ticket;
import dev.ballast.store.ticket.TicketStep;
import java.util.List;

/// A ticket and what was done about it, in order of time.
public record TicketView(Ticket ticket, List<TicketStep> steps) {
  public TicketView {
    requireNonNull(ticket, "ticket is null");
    steps = List.copyOf(steps);
  }
}
