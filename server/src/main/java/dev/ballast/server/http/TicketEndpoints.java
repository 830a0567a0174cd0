package dev.ballast.server.http;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Need;
import dev.ballast.server.api.DoneView;
import dev.ballast.server.api.OwnerRequest;
import dev.ballast.server.api.ReasonRequest;
import dev.ballast.server.api.TicketView;
import dev.ballast.server.api.TicketsView;
import dev.ballast.store.ticket.TicketTable;
import java.time.Duration;
import java.util.List;

/// Work that somebody owns.
public final class TicketEndpoints {
  private static final String HOURS = "closed_hours";
  private static final String TICKET = "ticket";
  private static final int MAX_HOURS = 24 * 366;

  private final TicketTable tickets;
  private final Clock clock;

  public TicketEndpoints(TicketTable tickets, Clock clock) {
    this.tickets = tickets;
    this.clock = clock;
  }

  /// In the order in which the API's description lists them.
  public List<Endpoint> all() {
    Parameter ticket = Parameter.ofPath(TICKET, "The number of the ticket");
    return List.of(
        Endpoint.get("/api/v1/tickets", Need.READ, "Work that somebody owns, the most urgent first")
            .taking(
                Parameter.number(
                    HOURS,
                    0,
                    MAX_HOURS,
                    "Also tickets that were closed within so many hours; 0 if absent"))
            .answering(TicketsView.class, this::list),
        Endpoint.get("/api/v1/tickets/{ticket}", Need.READ, "A ticket and what was done about it")
            .taking(ticket)
            .answering(TicketView.class, this::show),
        Endpoint.post("/api/v1/tickets/{ticket}/owner", Need.OPERATE, "Gives a ticket to somebody")
            .taking(ticket)
            .reading(OwnerRequest.class)
            .answering(DoneView.class, this::assign),
        Endpoint.post(
                "/api/v1/tickets/{ticket}/close",
                Need.OPERATE,
                "Closes a ticket until what it is about comes back")
            .taking(ticket)
            .reading(ReasonRequest.class)
            .answering(DoneView.class, this::close));
  }

  private TicketsView list(Call call) {
    Duration closed = Duration.ofHours(call.number(HOURS, 0, MAX_HOURS).orElse(0));
    return new TicketsView(tickets.since(clock.now().minus(closed)));
  }

  private TicketView show(Call call) {
    return tickets
        .find(number(call))
        .map(found -> new TicketView(found, tickets.steps(found.id())))
        .orElseThrow(TicketEndpoints::missing);
  }

  private DoneView assign(Call call) {
    String owner = OneLine.of("the owner", call.body(OwnerRequest.class).owner());
    if (!tickets.assign(number(call), owner, call.identity().who(), clock.now())) {
      throw missing();
    }
    return new DoneView("ticket " + call.path(TICKET));
  }

  private DoneView close(Call call) {
    String reason = OneLine.of("the reason", call.body(ReasonRequest.class).reason());
    if (!tickets.close(number(call), reason, call.identity().who(), clock.now())) {
      throw Fault.of(ServerError.RESOURCE_MISSING, "there is no open ticket of that number")
          .hint("ballast ticket list shows the numbers.");
    }
    return new DoneView("ticket " + call.path(TICKET));
  }

  private static Fault missing() {
    return Fault.of(ServerError.RESOURCE_MISSING, "there is no ticket of that number")
        .hint("ballast ticket list shows the numbers.");
  }

  private static long number(Call call) {
    try {
      return Long.parseLong(call.path(TICKET));
    } catch (NumberFormatException e) {
      throw Fault.of(ServerError.REQUEST_INVALID, "a ticket is named by its number").cause(e);
    }
  }
}
