package dev.ballast.report.ticket;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.time.Instant;
import java.util.List;

/// The tickets of a node, the most urgent and then the oldest first.
public record TicketsReport(List<TicketLine> tickets, Instant at) implements Report {
  public TicketsReport {
    tickets = List.copyOf(tickets);
    requireNonNull(at, "at is null");
  }

  @Override
  public String schema() {
    return "tickets/1";
  }

  /// Found, where one is open.
  @Override
  public ExitCode exit() {
    return tickets.stream().anyMatch(TicketLine::open) ? ExitCode.FOUND : ExitCode.DONE;
  }

  @Override
  public void print(Page page) {
    if (tickets.isEmpty()) {
      page.line("No ticket.");
    }
    tickets.forEach(ticket -> ticket.print(page, at));
  }
}
