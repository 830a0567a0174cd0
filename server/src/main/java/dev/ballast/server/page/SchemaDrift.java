package dev.ballast.server.page;

import dev.ballast.change.forecast.PredictionRecord;
import dev.ballast.evidence.ChangeOutcome;
import dev.ballast.pages.proof.SchemaChange;
import dev.ballast.sql.script.SqlText;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.vault.log.EvidenceEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// Finds for changes of a schema the change that they come from: a deployment that was reported
/// about then, or a statement of a change whose outcome was recorded and that names the relation.
/// Without either, the schema was changed outside of a recorded change.
final class SchemaDrift {
  /// A deployment is reported before or after it changes a schema.
  private static final Duration AROUND = Duration.ofMinutes(15);

  /// Outcomes are recorded after the change.
  private static final Duration AFTERWARDS = Duration.ofDays(1);

  private final List<Event> deployments;
  private final List<VaultBook> books;

  /// @param events in which deployments are
  SchemaDrift(List<Event> events, List<VaultBook> books) {
    this.deployments =
        events.stream().filter(event -> event.source() == EventSource.DEPLOYMENT).toList();
    this.books = List.copyOf(books);
  }

  SchemaChange of(Event event) {
    Instant since = unchanged(event);
    return new SchemaChange(
        event.at(),
        since,
        event.target(),
        event.summary(),
        deployment(event, since).or(() -> outcome(event, since)));
  }

  /// Until when it was as before; an event that does not say so happened when it was seen.
  private static Instant unchanged(Event event) {
    try {
      return event.detail("unchanged_at").map(Instant::parse).orElse(event.at());
    } catch (DateTimeParseException e) {
      return event.at();
    }
  }

  private Optional<SchemaChange.Known> deployment(Event event, Instant since) {
    return deployments.stream()
        .filter(each -> each.target().equals(event.target()))
        .filter(each -> !each.at().isBefore(since.minus(AROUND)))
        .filter(each -> !each.at().isAfter(event.at().plus(AROUND)))
        .findFirst()
        .map(each -> new SchemaChange.Known("deployment: " + each.summary(), Optional.empty()));
  }

  private Optional<SchemaChange.Known> outcome(Event event, Instant since) {
    for (VaultBook book : books) {
      for (EvidenceEntry entry : book.entries()) {
        if (entry.kind().equals(PredictionRecord.OUTCOME)
            && !entry.at().isBefore(since.minus(AROUND))
            && !entry.at().isAfter(event.at().plus(AFTERWARDS))) {
          ChangeOutcome outcome = entry.as(ChangeOutcome.class);
          if (outcome.target().equals(event.target()) && names(outcome, event.subject())) {
            return Optional.of(
                new SchemaChange.Known(
                    "applied change: " + outcome.statement(),
                    Optional.of("/proofs/" + book.vault() + "/" + entry.seq())));
          }
        }
      }
    }
    return Optional.empty();
  }

  /// Whether a statement names the relation, in whatever schema.
  private static boolean names(ChangeOutcome outcome, String subject) {
    String relation = subject.substring(subject.lastIndexOf('.') + 1);
    return SqlText.of(outcome.statement()).tokens().stream()
        .anyMatch(token -> token.isName() && token.value().equals(relation));
  }
}
