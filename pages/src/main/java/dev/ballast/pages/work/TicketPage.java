package dev.ballast.pages.work;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// One ticket: the claim, its evidence, how to end it, and what was done.
public record TicketPage(
    TicketsPage.Row ticket,
    String subject,
    List<Fact> evidence,
    List<Fix> fixes,
    List<Step> history) {
  public TicketPage {
    requireNonNull(ticket, "ticket is null");
    requireNonNull(subject, "subject is null");
    evidence = List.copyOf(evidence);
    fixes = List.copyOf(fixes);
    history = List.copyOf(history);
  }
}
