package dev.ballast.report.ticket;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.alert.EvidenceLines;
import dev.ballast.report.alert.RemedyLines;
import dev.ballast.store.ticket.TicketStep;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// One ticket, what was measured, what ends it, and what was done about it.
public record TicketReport(TicketLine ticket, List<TicketStep> steps, Instant at)
    implements Report {
  public TicketReport {
    requireNonNull(ticket, "ticket is null");
    steps = List.copyOf(steps);
    requireNonNull(at, "at is null");
  }

  @Override
  public String schema() {
    return "ticket/1";
  }

  /// Found, where it is open.
  @Override
  public ExitCode exit() {
    return ticket.open() ? ExitCode.FOUND : ExitCode.DONE;
  }

  @Override
  public void print(Page page) {
    ticket.print(page, at);
    EvidenceLines.print(page, ticket.evidence());
    RemedyLines.print(page, ticket.remedies());
    page.blank()
        .table(
            List.of("at", "step", "by", "note"),
            steps.stream()
                .map(
                    step ->
                        List.of(
                            step.at().toString(),
                            step.kind().name().toLowerCase(Locale.ROOT),
                            step.who(),
                            step.note()))
                .toList());
  }
}
