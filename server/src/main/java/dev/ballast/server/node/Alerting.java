package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.alert.AlertWatch;
import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.inventory.Inventories;
import dev.ballast.observe.ticket.TicketDesk;
import dev.ballast.observe.watch.Board;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.server.http.AlertEndpoints;
import dev.ballast.server.http.Endpoint;
import dev.ballast.server.http.IncidentEndpoints;
import dev.ballast.server.http.TicketEndpoints;
import dev.ballast.store.alert.AlertTable;
import dev.ballast.store.inventory.Inventory;
import dev.ballast.store.ticket.TicketTable;
import dev.ballast.targets.config.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What a node makes of what it knows of its targets: alerts, tickets and incidents.
final class Alerting {
  private final Known known;
  private final AlertTable alerts;
  private final TicketTable tickets;
  private final AlertWatch watch;
  private final TicketDesk desk;
  private final Clock clock;

  /// What the node knows.
  record Known(Board board, Records records, Supplier<Configuration> inForce) {
    /// Of the targets and poolers that it watches.
    private List<Observed> observed(Clock clock) {
      return Stream.concat(servers(clock), poolers(clock)).toList();
    }

    private Stream<Observed> poolers(Clock clock) {
      return inForce.get().poolers().stream()
          .flatMap(
              pooler ->
                  board
                      .target(pooler.name())
                      .map(state -> Observed.ofPooler(pooler, state, clock.now()))
                      .stream());
    }

    private Stream<Observed> servers(Clock clock) {
      return inForce.get().targets().stream()
          .flatMap(
              target ->
                  board
                      .target(target.name())
                      .map(
                          state ->
                              new Observed(
                                  target,
                                  state,
                                  inventories(target.name()),
                                  List.of(),
                                  clock.now()))
                      .stream());
    }

    private List<Inventory> inventories(String target) {
      return Inventories.all().stream()
          .map(kind -> records.inventories().latest(target, kind.name()))
          .flatMap(Optional::stream)
          .toList();
    }
  }

  private Alerting(Known known, SessionPool pool, Clock clock) {
    this.known = known;
    this.alerts = new AlertTable(pool);
    this.tickets = new TicketTable(pool);
    this.watch = new AlertWatch(AllChecks.list(), () -> known.observed(clock), alerts, clock);
    this.desk = new TicketDesk(alerts, tickets, () -> known.inForce().get().tickets(), clock);
    this.clock = clock;
  }

  /// Begins to evaluate; ended with the parts.
  static Alerting start(Known known, SessionPool pool, Parts parts, Clock clock) {
    Alerting alerting = new Alerting(known, pool, clock);
    parts.onEnd(Worker.start("alerts", alerting.watch)::close);
    parts.onEnd(Worker.start("tickets", alerting.desk)::close);
    return alerting;
  }

  /// Why something of it is not kept at present.
  Optional<Fault> failing() {
    return watch.failing().or(desk::failing);
  }

  List<Endpoint> endpoints() {
    List<Endpoint> all = new ArrayList<>(new AlertEndpoints(alerts, clock).all());
    all.addAll(new TicketEndpoints(tickets, clock).all());
    all.addAll(
        new IncidentEndpoints(
                alerts, known.records().events(), known.records()::happened, known.board(), clock)
            .all());
    return List.copyOf(all);
  }
}
