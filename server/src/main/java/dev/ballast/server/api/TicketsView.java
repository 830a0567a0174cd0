package dev.ballast.server.api;

import dev.ballast.store.ticket.Ticket;
import java.util.List;

/// Tickets that are open, and those that were closed within the time that was requested; the most
/// urgent and then the oldest first.
public record TicketsView(List<Ticket> tickets) {
  public TicketsView {
    tickets = List.copyOf(tickets);
  }
}
