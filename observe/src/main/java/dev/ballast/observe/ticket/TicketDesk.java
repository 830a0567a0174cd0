package dev.ballast.observe.ticket;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertTable;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.ticket.TicketTable;
import dev.ballast.targets.config.TicketSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Compares tickets with alerts, and takes the steps that are missing. What one node began and did
/// not end, the next look of any node does. Runs until its thread is interrupted.
public final class TicketDesk implements Runnable {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  /// What somebody has to act on now is not done in two weeks.
  private static final Duration PAGE_DUE = Duration.ofDays(1);

  private final AlertTable alerts;
  private final TicketTable tickets;
  private final Supplier<TicketSettings> settings;
  private final Clock clock;
  private volatile Optional<Fault> failing = Optional.empty();

  public TicketDesk(
      AlertTable alerts, TicketTable tickets, Supplier<TicketSettings> settings, Clock clock) {
    this.alerts = alerts;
    this.tickets = tickets;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        look(clock.now());
        failing = Optional.empty();
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        failing = Optional.of(fault);
      }
      clock.pause(INTERVAL);
    }
  }

  /// Why tickets are not kept at present.
  public Optional<Fault> failing() {
    return failing;
  }

  /// Opens, reopens and closes. An alert that another one explains has no ticket: its cause has
  /// one.
  void look(Instant now) {
    TicketSettings terms = settings.get();
    Ownership ownership = new Ownership(terms);
    tickets.closeOver(now);
    Duration page = terms.due().compareTo(PAGE_DUE) < 0 ? terms.due() : PAGE_DUE;
    tickets.reopen(page, terms.due(), now);
    for (Alert alert : alerts.withoutTicket()) {
      Duration due = alert.urgency() == Urgency.PAGE ? page : terms.due();
      tickets.open(alert, ownership.of(alert), due, now);
    }
    tickets.hasten(page, now);
  }
}
