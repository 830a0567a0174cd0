package dev.ballast.server.page;

import dev.ballast.pages.report.Risk;
import dev.ballast.pages.report.Risk.Kind;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.CheckGap;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.ticket.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is at risk now, with the decision that each asks for.
final class Risks {
  private Risks() {}

  /// @param alerts open ones
  /// @param tickets open ones
  static List<Risk> of(List<Alert> alerts, List<Ticket> tickets, List<CheckGap> gaps, Instant now) {
    List<Risk> risks = new ArrayList<>();
    alerts.stream()
        .filter(alert -> alert.open() && alert.urgency() == Urgency.PAGE)
        .filter(alert -> alert.cause().isEmpty())
        .map(alert -> page(alert, tickets))
        .forEach(risks::add);
    tickets.stream()
        .filter(ticket -> ticket.closedAt().isEmpty() && ticket.dueAt().isBefore(now))
        .map(Risks::overdue)
        .forEach(risks::add);
    // That a check learns what is usual for its first two days is no risk.
    gaps.stream()
        .filter(gap -> !gap.learning())
        .collect(Collectors.groupingBy(CheckGap::target, TreeMap::new, Collectors.toList()))
        .values()
        .forEach(each -> risks.add(undecided(each)));
    return risks.stream()
        .sorted(Comparator.comparing(Risk::kind).thenComparing(Risk::since))
        .toList();
  }

  private static Risk page(Alert alert, List<Ticket> tickets) {
    Optional<Ticket> ticket =
        tickets.stream()
            .filter(t -> t.closedAt().isEmpty())
            .filter(t -> t.target().equals(alert.target()) && t.check().equals(alert.check()))
            .filter(t -> t.subject().equals(alert.subject()))
            .findFirst();
    return new Risk(
        Kind.PAGE,
        alert.target(),
        alert.condition().summary(),
        alert.since(),
        ticket.flatMap(Ticket::owner),
        Decisions.of(alert),
        "/alerts/" + alert.id());
  }

  private static Risk overdue(Ticket ticket) {
    return new Risk(
        Kind.OVERDUE,
        ticket.target(),
        "%d: %s".formatted(ticket.id(), ticket.condition().summary()),
        ticket.dueAt(),
        ticket.owner(),
        ticket.owner().isPresent()
            ? "Give it time, or close it with a reason"
            : "Name an owner, or close it with a reason",
        "/tickets/" + ticket.id());
  }

  /// What most of the checks of a target lack stands for all of them.
  private static Risk undecided(List<CheckGap> gaps) {
    CheckGap first = gaps.getFirst();
    Map<String, Long> reasons =
        gaps.stream()
            .collect(Collectors.groupingBy(CheckGap::why, TreeMap::new, Collectors.counting()));
    Map.Entry<String, Long> most =
        reasons.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    return new Risk(
        Kind.UNDECIDED,
        first.target(),
        gaps.size() == 1
            ? "check %s cannot be evaluated: %s".formatted(first.check(), first.why())
            : "%d checks cannot be evaluated, %d of them because %s"
                .formatted(gaps.size(), most.getValue(), most.getKey()),
        gaps.stream().map(CheckGap::since).min(Instant::compareTo).orElseThrow(),
        Optional.empty(),
        "Give the checks what they lack, or accept that it is not known",
        "/alerts");
  }
}
