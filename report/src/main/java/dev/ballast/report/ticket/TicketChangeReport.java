package dev.ballast.report.ticket;

import static java.util.Objects.requireNonNull;

import dev.ballast.report.Page;
import dev.ballast.report.Report;

/// A change of a ticket.
///
/// @param change what is so now
public record TicketChangeReport(long id, String change) implements Report {
  public TicketChangeReport {
    requireNonNull(change, "change is null");
  }

  @Override
  public String schema() {
    return "ticket-change/1";
  }

  @Override
  public void print(Page page) {
    page.line("ticket #%d %s".formatted(id, change));
  }
}
