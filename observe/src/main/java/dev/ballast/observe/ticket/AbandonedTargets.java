package dev.ballast.observe.ticket;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertStep;
import dev.ballast.store.alert.AlertTable;
import dev.ballast.store.ticket.Ticket;
import dev.ballast.store.ticket.TicketTable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Ends alerts and tickets of targets that were removed from the configuration: nothing measures
/// them any more, so that they would stay open forever. Runs until its thread is interrupted.
public final class AbandonedTargets implements Runnable {
  /// How long a target has to be gone: another node may be about to take it.
  static final Duration GRACE = Duration.ofMinutes(10);

  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final String WHO = "ballast";
  private static final String WHY = "no node watches the target any more";

  private final AlertTable alerts;
  private final TicketTable tickets;
  private final Supplier<Set<String>> watched;
  private final Clock clock;

  /// Since when each target with an open alert is gone, by the clock that never jumps.
  private final Map<String, Long> gone = new HashMap<>();

  private volatile Optional<Fault> failing = Optional.empty();

  /// @param watched targets and poolers that this node is configured with, or any node watches
  public AbandonedTargets(
      AlertTable alerts, TicketTable tickets, Supplier<Set<String>> watched, Clock clock) {
    this.alerts = alerts;
    this.tickets = tickets;
    this.watched = watched;
    this.clock = clock;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        look();
        failing = Optional.empty();
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        failing = Optional.of(fault);
      }
      clock.pause(INTERVAL);
    }
  }

  /// Why what is abandoned is not ended at present.
  public Optional<Fault> failing() {
    return failing;
  }

  void look() {
    Instant now = clock.now();
    List<Alert> open =
        alerts.since(now).stream().filter(alert -> alert.resolvedAt().isEmpty()).toList();
    Set<String> known = watched.get();
    gone.keySet().removeIf(target -> known.contains(target));
    for (Alert alert : open) {
      if (!known.contains(alert.target())) {
        gone.putIfAbsent(alert.target(), clock.nanoTime());
      }
    }
    for (Map.Entry<String, Long> each : Map.copyOf(gone).entrySet()) {
      if (clock.since(each.getValue()).compareTo(GRACE) >= 0) {
        end(each.getKey(), open, now);
        gone.remove(each.getKey());
      }
    }
  }

  /// Tickets first: one whose alert is resolved would be closed by measurements, of which there are
  /// none.
  private void end(String target, List<Alert> open, Instant now) {
    for (Ticket ticket : tickets.since(now)) {
      if (ticket.target().equals(target) && ticket.closedAt().isEmpty()) {
        tickets.close(ticket.id(), WHY, WHO, now);
      }
    }
    List<AlertStep> steps =
        open.stream()
            .filter(alert -> alert.target().equals(target))
            .map(alert -> new AlertStep(AlertStep.Kind.RESOLVED, alert.resolved(now), now))
            .toList();
    alerts.write(target, steps, List.of());
  }
}
