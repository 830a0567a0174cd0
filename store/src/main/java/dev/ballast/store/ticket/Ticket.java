package dev.ballast.store.ticket;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Instant;
import java.util.Optional;

/// Something at a target that somebody is to end. There is one for each check and subject.
///
/// @param subject what the check found it wrong with
/// @param summary as it was when the ticket was opened last
/// @param owner whose it is, where that is known
/// @param closedAt empty while it is open
/// @param closing who closed it and why, where it is closed
/// @param url of the copy in the tracker, where there is one
/// @param reopened how often it came back
/// @param urgency of the alert it was opened for last
/// @param condition of that alert, as it was seen last
public record Ticket(
    long id,
    String target,
    String check,
    Labels subject,
    String summary,
    Optional<String> owner,
    Instant openedAt,
    Instant dueAt,
    Optional<Instant> closedAt,
    Optional<TicketStep> closing,
    Optional<String> url,
    int reopened,
    Urgency urgency,
    Condition condition) {
  public Ticket {
    requireNonNull(target, "target is null");
    requireNonNull(check, "check is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(summary, "summary is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(openedAt, "openedAt is null");
    requireNonNull(dueAt, "dueAt is null");
    requireNonNull(closedAt, "closedAt is null");
    requireNonNull(closing, "closing is null");
    requireNonNull(url, "url is null");
    requireNonNull(urgency, "urgency is null");
    requireNonNull(condition, "condition is null");
  }
}
