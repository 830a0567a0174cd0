package dev.ballast.server.page;

import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.CheckPage;
import dev.ballast.pages.work.AlertsPage;
import dev.ballast.pages.work.Fact;
import dev.ballast.pages.work.Fix;
import dev.ballast.pages.work.TicketsPage;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.delivery.Mute;
import dev.ballast.store.event.EventDetail;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.ticket.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Alerts and tickets as pages have them.
final class WorkRows {
  private static final Map<String, Check> CHECKS =
      AllChecks.list().stream().collect(Collectors.toMap(Check::name, Function.identity()));

  private WorkRows() {}

  static AlertsPage.Row alert(Alert alert, List<Mute> mutes) {
    return new AlertsPage.Row(
        alert.id().toString(),
        alert.target(),
        alert.check(),
        word(alert.urgency()),
        tone(alert.urgency()),
        alert.condition().summary(),
        alert.since(),
        alert.resolvedAt(),
        alert.condition().remedies().stream().findFirst().map(remedy -> remedy.what()),
        mutes.stream()
            .filter(mute -> mute.isAbout(alert.target(), alert.check(), alert.subject()))
            .filter(mute -> mute.silences(alert.urgency()))
            .findFirst()
            .map(mute -> mute.reason() + ", until " + mute.endsAt() + " by " + mute.madeBy()));
  }

  static TicketsPage.Row ticket(Ticket ticket, Instant now) {
    return new TicketsPage.Row(
        ticket.id(),
        ticket.target(),
        ticket.check(),
        word(ticket.urgency()),
        tone(ticket.urgency()),
        ticket.condition().summary(),
        ticket.owner(),
        ticket.openedAt(),
        ticket.dueAt(),
        ticket.closedAt(),
        ticket.closedAt().isEmpty() && ticket.dueAt().isBefore(now),
        ticket.reopened());
  }

  /// A check of a later version is none here.
  static Optional<Check> check(String name) {
    return Optional.ofNullable(CHECKS.get(name));
  }

  /// What the check's page says; a check of a later version has none here.
  static Optional<CheckPage> page(String check) {
    return check(check).map(CheckPage::of);
  }

  static List<Fact> facts(List<EventDetail> details) {
    return details.stream().map(d -> new Fact(d.name().replace('_', ' '), d.value())).toList();
  }

  static List<Fix> fixes(Condition condition) {
    return condition.remedies().stream().map(r -> new Fix(r.what(), r.command())).toList();
  }

  static String subject(Labels labels) {
    return labels.all().stream()
        .map(label -> label.name() + " " + label.value())
        .collect(Collectors.joining(", "));
  }

  static String word(Urgency urgency) {
    return urgency.name().toLowerCase(Locale.ROOT);
  }

  private static String tone(Urgency urgency) {
    return switch (urgency) {
      case PAGE -> "bad";
      case TICKET -> "unknown";
      case NOTE -> "quiet";
    };
  }
}
