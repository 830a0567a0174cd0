package dev.ballast.pages.work;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// One alert: what, why, since when, and what to do.
///
/// @param meaning what comes of it, from the page of its check
/// @param threshold why it is raised from there on
/// @param unknown why it cannot be evaluated at present
/// @param cause the alert that explains it
/// @param ticket the number of the ticket about it
/// @param effects what it explains
public record AlertPage(
    AlertsPage.Row alert,
    String subject,
    String meaning,
    String threshold,
    Optional<String> unknown,
    Optional<AlertsPage.Row> cause,
    Optional<Long> ticket,
    List<AlertsPage.Row> effects,
    List<Fact> evidence,
    List<Fix> fixes,
    List<Step> history) {
  public AlertPage {
    requireNonNull(alert, "alert is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(meaning, "meaning is null");
    requireNonNull(threshold, "threshold is null");
    requireNonNull(unknown, "unknown is null");
    requireNonNull(cause, "cause is null");
    requireNonNull(ticket, "ticket is null");
    effects = List.copyOf(effects);
    evidence = List.copyOf(evidence);
    fixes = List.copyOf(fixes);
    history = List.copyOf(history);
  }
}
