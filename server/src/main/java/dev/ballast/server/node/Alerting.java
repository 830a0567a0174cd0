package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.alert.AlertWatch;
import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Tuning;
import dev.ballast.observe.inventory.Inventories;
import dev.ballast.observe.notify.Books;
import dev.ballast.observe.notify.Notifier;
import dev.ballast.observe.ticket.AbandonedTargets;
import dev.ballast.observe.ticket.TicketDesk;
import dev.ballast.observe.tracker.TicketSync;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.server.http.AlertEndpoints;
import dev.ballast.server.http.Endpoint;
import dev.ballast.server.http.IncidentBook;
import dev.ballast.server.http.IncidentEndpoints;
import dev.ballast.server.http.MuteEndpoints;
import dev.ballast.server.http.NotifyEndpoints;
import dev.ballast.server.http.TicketEndpoints;
import dev.ballast.store.alert.AlertTable;
import dev.ballast.store.delivery.DeliveryTable;
import dev.ballast.store.delivery.MuteTable;
import dev.ballast.store.inventory.Inventory;
import dev.ballast.store.node.Membership;
import dev.ballast.store.ticket.TicketCopies;
import dev.ballast.store.ticket.TicketTable;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.Pooler;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a node makes of what it knows of its targets: alerts, tickets and incidents.
final class Alerting {
  private final Known known;
  private final Books books;
  private final TicketTable tickets;
  private final AlertWatch watch;
  private final Notifier notifier;
  private final TicketDesk desk;
  private final AbandonedTargets abandoned;
  private final TicketSync sync;
  private final Clock clock;

  /// What the node knows.
  record Known(Board board, Records records, Beside beside, Supplier<Configuration> inForce) {
    /// Of the targets and poolers that it watches; the node's own condition is reported at the
    /// first target.
    private List<Observed> observed(Clock clock) {
      Duration late = beside.begin();
      List<Observed> all = new ArrayList<>();
      for (Target target : inForce.get().targets()) {
        Optional<TargetState> state = board.target(target.name());
        if (state.isPresent()) {
          all.add(
              new Observed(
                  target,
                  state.get(),
                  inventories(target.name()),
                  beside.events(target.name()),
                  clock.now(),
                  all.isEmpty() ? beside.ofFirst(target.name(), late) : beside.of(target.name())));
        }
      }
      for (Pooler pooler : inForce.get().poolers()) {
        board
            .target(pooler.name())
            .ifPresent(state -> all.add(Observed.ofPooler(pooler, state, clock.now())));
      }
      return all;
    }

    private Set<String> declared() {
      Configuration configuration = inForce.get();
      return Stream.concat(
              configuration.targets().stream().map(Target::name),
              configuration.poolers().stream().map(Pooler::name))
          .collect(Collectors.toSet());
    }

    private Tuning tuning() {
      return Tuning.of(inForce.get().alerts());
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
    this.books = new Books(new AlertTable(pool), new DeliveryTable(pool), new MuteTable(pool));
    this.tickets = new TicketTable(pool);
    this.watch =
        new AlertWatch(
            new AlertWatch.Sources(AllChecks.list(), known::tuning, () -> known.observed(clock)),
            known.board().attention(),
            books.alerts(),
            clock);
    this.notifier =
        new Notifier(() -> known.inForce().get().alerts(), AllChecks.list(), books, clock);
    this.desk =
        new TicketDesk(books.alerts(), tickets, () -> known.inForce().get().tickets(), clock);
    this.abandoned =
        new AbandonedTargets(books.alerts(), tickets, () -> watched(known, pool), clock);
    this.sync =
        new TicketSync(
            new TicketSync.Desk(tickets, new TicketCopies(pool)),
            () -> known.inForce().get().tickets().sync(),
            TicketSync.Pace.USUAL,
            clock);
    this.clock = clock;
  }

  private static Set<String> watched(Known known, SessionPool pool) {
    return Stream.concat(
            known.declared().stream(),
            Membership.watchers(pool).stream().map(Membership.Watcher::target))
        .collect(Collectors.toSet());
  }

  /// Begins to evaluate and to notify people; ended with the parts.
  static Alerting start(Known known, SessionPool pool, Parts parts, Clock clock) {
    Alerting alerting = new Alerting(known, pool, clock);
    parts.run("alerts", alerting.watch);
    parts.run("notifier", alerting.notifier);
    parts.run("tickets", alerting.desk);
    parts.run("abandoned targets", alerting.abandoned);
    parts.run("ticket copies", alerting.sync);
    return alerting;
  }

  /// Why something of it is not kept at present.
  Optional<Fault> failing() {
    return watch
        .failing()
        .or(notifier::failing)
        .or(desk::failing)
        .or(sync::failing)
        .or(abandoned::failing)
        .or(known.beside()::failing);
  }

  /// Why nothing is found or nobody is notified.
  List<String> troubles() {
    List<String> troubles = new ArrayList<>(notifier.troubles());
    watch.stalled().ifPresent(troubles::add);
    return troubles;
  }

  AlertTable alerts() {
    return books.alerts();
  }

  MuteEndpoints muting() {
    return new MuteEndpoints(books, known.inForce(), known.board(), clock);
  }

  NotifyEndpoints notifying() {
    return new NotifyEndpoints(books, known.inForce(), clock);
  }

  /// What silences messages.
  MuteTable mutes() {
    return books.mutes();
  }

  IncidentBook incidents() {
    return new IncidentBook(books.alerts(), known.records().events(), clock);
  }

  TicketTable tickets() {
    return tickets;
  }

  List<Endpoint> endpoints() {
    List<Endpoint> all = new ArrayList<>(new AlertEndpoints(books, clock).all());
    all.addAll(notifying().all());
    all.addAll(muting().all());
    all.addAll(new TicketEndpoints(tickets, clock).all());
    all.addAll(
        new IncidentEndpoints(incidents(), known.records()::happened, known.board(), clock).all());
    return List.copyOf(all);
  }
}
