package dev.ballast.report.ticket;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Counted;
import dev.ballast.evidence.Durations;
import dev.ballast.report.Page;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.event.EventDetail;
import dev.ballast.store.sample.Label;
import dev.ballast.store.ticket.Ticket;
import dev.ballast.store.ticket.TicketStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One ticket.
///
/// @param subject its labels
/// @param summary as it is seen now, or as it was seen last
/// @param closing who closed it and why, where it is closed
/// @param url of the copy in the tracker, where there is one
public record TicketLine(
    long id,
    String target,
    String check,
    List<Label> subject,
    Urgency urgency,
    String summary,
    Optional<String> owner,
    Instant openedAt,
    Instant dueAt,
    Optional<Instant> closedAt,
    Optional<TicketStep> closing,
    Optional<String> url,
    int reopened,
    List<EventDetail> evidence,
    List<Remedy> remedies) {
  public TicketLine {
    requireNonNull(target, "target is null");
    requireNonNull(check, "check is null");
    subject = List.copyOf(subject);
    requireNonNull(urgency, "urgency is null");
    requireNonNull(summary, "summary is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(openedAt, "openedAt is null");
    requireNonNull(dueAt, "dueAt is null");
    requireNonNull(closedAt, "closedAt is null");
    requireNonNull(closing, "closing is null");
    requireNonNull(url, "url is null");
    evidence = List.copyOf(evidence);
    remedies = List.copyOf(remedies);
  }

  public static TicketLine of(Ticket ticket) {
    return new TicketLine(
        ticket.id(),
        ticket.target(),
        ticket.check(),
        ticket.subject().all(),
        ticket.urgency(),
        ticket.condition().summary(),
        ticket.owner(),
        ticket.openedAt(),
        ticket.dueAt(),
        ticket.closedAt(),
        ticket.closing(),
        ticket.url(),
        ticket.reopened(),
        ticket.condition().evidence(),
        ticket.condition().remedies());
  }

  boolean open() {
    return closedAt.isEmpty();
  }

  boolean overdue(Instant now) {
    return open() && dueAt.isBefore(now);
  }

  /// What it is, whose, and until when.
  void print(Page page, Instant now) {
    String number = "#" + id;
    page.line(
        "%s %s: %s  (%s)"
            .formatted(open() ? page.style().bold(number) : number, target, summary, check));
    page.line(
        "  "
            + owner.map(o -> "owner " + o).orElse("no owner")
            + ", open for "
            + Durations.text(Duration.between(openedAt, closedAt.orElse(now)))
            + closedAt
                .map(at -> ", closed " + Durations.text(Duration.between(at, now)) + " ago")
                .orElseGet(() -> due(now))
            + (reopened == 0 ? "" : ", came back " + Counted.of(reopened, "time")));
    closing.ifPresent(step -> page.line("  closed by %s: %s".formatted(step.who(), step.note())));
    url.ifPresent(where -> page.line("  " + where));
  }

  private String due(Instant now) {
    return overdue(now)
        ? ", OVERDUE by " + Durations.text(Duration.between(dueAt, now))
        : ", due in " + Durations.text(Duration.between(now, dueAt));
  }
}
