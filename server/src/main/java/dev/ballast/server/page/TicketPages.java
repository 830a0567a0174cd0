package dev.ballast.server.page;

import dev.ballast.evidence.Fault;
import dev.ballast.pages.Pages;
import dev.ballast.pages.Templates;
import dev.ballast.pages.frame.Section;
import dev.ballast.pages.work.Step;
import dev.ballast.pages.work.TicketPage;
import dev.ballast.pages.work.TicketsPage;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Need;
import dev.ballast.server.http.Call;
import dev.ballast.server.http.Endpoint;
import dev.ballast.server.http.OneLine;
import dev.ballast.server.http.Parameter;
import dev.ballast.server.http.Reply;
import dev.ballast.store.ticket.Ticket;
import dev.ballast.store.ticket.TicketStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The pages of tickets, and what somebody does on them.
final class TicketPages {
  private static final String TICKET = "ticket";
  private static final String OWNER = "owner";
  private static final Duration WEEK = Duration.ofDays(7);

  private final PageSources sources;
  private final Frames frames;

  TicketPages(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  List<Endpoint> all() {
    Parameter ticket = Parameter.ofPath(TICKET, "The number of the ticket");
    return List.of(
        Endpoint.get("/tickets", Need.READ, "Work that somebody owns")
            .taking(Parameter.text(OWNER, "Whose tickets; all if absent"))
            .showing(this::list),
        Endpoint.get("/tickets/{ticket}", Need.READ, "A ticket").taking(ticket).showing(this::one),
        Endpoint.post("/tickets/{ticket}/owner", Need.OPERATE, "Gives a ticket to somebody")
            .taking(ticket)
            .showing(this::assign),
        Endpoint.post("/tickets/{ticket}/close", Need.OPERATE, "Closes a ticket")
            .taking(ticket)
            .showing(this::close));
  }

  private Reply list(Call call) {
    Instant now = sources.clock().now();
    Optional<String> owner = call.query(OWNER).filter(name -> !name.isBlank());
    List<Ticket> all = sources.tickets().since(now.minus(WEEK));
    List<TicketsPage.Row> rows =
        all.stream()
            .filter(ticket -> owner.isEmpty() || ticket.owner().equals(owner))
            .map(ticket -> WorkRows.ticket(ticket, now))
            .toList();
    List<TicketsPage.Row> open = rows.stream().filter(row -> row.closedAt().isEmpty()).toList();
    return Reply.html(
        Pages.html(
            Templates.TICKETS,
            frames.of(call, "Tickets", Section.TICKETS),
            new TicketsPage(
                verdict(open),
                owner,
                all.stream()
                    .map(Ticket::owner)
                    .flatMap(Optional::stream)
                    .distinct()
                    .sorted()
                    .toList(),
                open,
                rows.stream().filter(row -> row.closedAt().isPresent()).toList())));
  }

  private static String verdict(List<TicketsPage.Row> open) {
    long late = open.stream().filter(TicketsPage.Row::late).count();
    long nobody = open.stream().filter(row -> row.owner().isEmpty()).count();
    return open.isEmpty()
        ? "No ticket is open."
        : "%d open, %d overdue, %d without an owner.".formatted(open.size(), late, nobody);
  }

  private Reply one(Call call) {
    Ticket ticket = sources.tickets().find(number(call)).orElseThrow(TicketPages::missing);
    return Reply.html(
        Pages.html(
            Templates.TICKET,
            frames.of(call, "Ticket " + ticket.id(), Section.TICKETS),
            new TicketPage(
                WorkRows.ticket(ticket, sources.clock().now()),
                WorkRows.subject(ticket.subject()),
                WorkRows.facts(ticket.condition().evidence()),
                WorkRows.fixes(ticket.condition()),
                sources.tickets().steps(ticket.id()).stream().map(TicketPages::step).toList())));
  }

  private static Step step(TicketStep step) {
    return new Step(
        step.at(), step.kind().name().toLowerCase(Locale.ROOT), step.who(), step.note());
  }

  private Reply assign(Call call) {
    String owner = OneLine.of("the owner", call.form(OWNER).orElse(""));
    if (!sources
        .tickets()
        .assign(number(call), owner, call.identity().who(), sources.clock().now())) {
      throw missing();
    }
    return Reply.seeOther("/tickets/" + number(call));
  }

  private Reply close(Call call) {
    String reason = OneLine.of("the reason", call.form("reason").orElse(""));
    if (!sources
        .tickets()
        .close(number(call), reason, call.identity().who(), sources.clock().now())) {
      throw missing();
    }
    return Reply.seeOther("/tickets/" + number(call));
  }

  private static long number(Call call) {
    try {
      return Long.parseLong(call.path(TICKET));
    } catch (NumberFormatException e) {
      throw missing().cause(e);
    }
  }

  private static Fault missing() {
    return Fault.of(ServerError.RESOURCE_MISSING, "there is no such ticket that is open")
        .hint("The page of tickets lists them.");
  }
}
