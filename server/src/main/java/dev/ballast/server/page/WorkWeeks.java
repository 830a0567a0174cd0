package dev.ballast.server.page;

import dev.ballast.evidence.Proof;
import dev.ballast.pages.report.WeeklyReview.AlertChange;
import dev.ballast.pages.report.WeeklyReview.ProofGap;
import dev.ballast.pages.report.WeeklyReview.TicketChange;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.ticket.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Alerts, tickets and proofs of a week, and of the week before it.
record WorkWeeks(Instant from, Instant to) {
  private record Key(String target, String check, Labels subject) {
    static Key of(Alert alert) {
      return new Key(alert.target(), alert.check(), alert.subject());
    }
  }

  /// Alerts that are there in one of the two weeks only; new ones first.
  ///
  /// @param all that were open at some time of the two weeks
  List<AlertChange> alerts(List<Alert> all) {
    List<Alert> urgent =
        all.stream()
            .filter(alert -> alert.urgency() != Urgency.NOTE && alert.cause().isEmpty())
            .filter(alert -> alert.raisedAt().isBefore(to))
            .toList();
    Set<Key> earlier =
        urgent.stream()
            .filter(alert -> alert.raisedAt().isBefore(from))
            .map(Key::of)
            .collect(Collectors.toSet());
    Set<Key> now =
        urgent.stream()
            .filter(alert -> !alert.raisedAt().isBefore(from) || isOpen(alert))
            .map(Key::of)
            .collect(Collectors.toSet());
    List<AlertChange> changes = new ArrayList<>();
    urgent.stream()
        .filter(alert -> !alert.raisedAt().isBefore(from))
        .filter(alert -> !earlier.contains(Key.of(alert)))
        .map(alert -> change(alert, true, alert.raisedAt()))
        .sorted(Comparator.comparing(AlertChange::at))
        .forEach(changes::add);
    urgent.stream()
        .filter(alert -> alert.raisedAt().isBefore(from))
        .filter(alert -> !now.contains(Key.of(alert)))
        .map(alert -> change(alert, false, alert.resolvedAt().orElseThrow()))
        .sorted(Comparator.comparing(AlertChange::at))
        .forEach(changes::add);
    return changes;
  }

  private boolean isOpen(Alert alert) {
    return alert.resolvedAt().isEmpty() || !alert.resolvedAt().get().isBefore(to);
  }

  private static AlertChange change(Alert alert, boolean raised, Instant at) {
    return new AlertChange(
        alert.target(),
        alert.check(),
        alert.condition().summary(),
        raised,
        at,
        "/alerts/" + alert.id());
  }

  /// In order of time; a ticket that was opened and closed is there twice.
  List<TicketChange> tickets(List<Ticket> tickets) {
    List<TicketChange> changes = new ArrayList<>();
    for (Ticket ticket : tickets) {
      if (within(ticket.openedAt())) {
        changes.add(change(ticket, true, ticket.openedAt()));
      }
      ticket
          .closedAt()
          .filter(this::within)
          .ifPresent(at -> changes.add(change(ticket, false, at)));
    }
    return changes.stream().sorted(Comparator.comparing(TicketChange::at)).toList();
  }

  private TicketChange change(Ticket ticket, boolean opened, Instant at) {
    return new TicketChange(
        ticket.id(),
        ticket.target(),
        ticket.condition().summary(),
        ticket.owner(),
        opened,
        at,
        ticket.closedAt().isEmpty() && ticket.dueAt().isBefore(to));
  }

  private boolean within(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  /// Targets that no run of this week proved.
  List<ProofGap> gaps(List<String> targets, List<VaultBook> books) {
    List<ProofGap> gaps = new ArrayList<>();
    Map<String, List<VaultBook.Run>> runs = new HashMap<>();
    for (VaultBook book : books) {
      Map<String, List<VaultBook.Run>> own = book.runs();
      book.targets()
          .forEach(target -> runs.putIfAbsent(target, own.getOrDefault(target, List.of())));
    }
    for (String target : targets) {
      List<VaultBook.Run> known = runs.get(target);
      if (known == null) {
        gaps.add(
            new ProofGap(
                target, Optional.empty(), "it has no vault, so that nothing could be restored"));
        continue;
      }
      Optional<Instant> proved = proved(known);
      if (proved.isEmpty() || proved.get().isBefore(from)) {
        gaps.add(
            new ProofGap(
                target,
                proved,
                proved.isEmpty()
                    ? "whether it can be recovered is not known"
                    : "what was stored since was never restored and read"));
      }
    }
    return gaps;
  }

  private Optional<Instant> proved(List<VaultBook.Run> runs) {
    return runs.stream()
        .map(VaultBook.Run::proof)
        .filter(proof -> proof.verdict().isProved() && proof.endedAt().isBefore(to))
        .map(Proof::endedAt)
        .max(Instant::compareTo);
  }
}
