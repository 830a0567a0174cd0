package dev.ballast.server.page;

import dev.ballast.change.claim.RehearsalClaim;
import dev.ballast.change.forecast.PredictionRecord;
import dev.ballast.evidence.ChangeOutcome;
import dev.ballast.evidence.Durations;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Verdict;
import dev.ballast.pages.proof.ChangesPage;
import dev.ballast.pages.proof.ChangesPage.Applied;
import dev.ballast.pages.proof.ChangesPage.Compared;
import dev.ballast.pages.proof.ChangesPage.Row;
import dev.ballast.pages.proof.Outcome;
import dev.ballast.pages.proof.RehearsalPage;
import dev.ballast.pages.proof.SchemaChange;
import dev.ballast.report.vault.EvidenceLine;
import dev.ballast.server.ServerError;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventQuery;
import dev.ballast.store.event.EventSource;
import dev.ballast.vault.log.EvidenceEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Puts the page of changes together.
final class ChangePages {
  private static final int MOST = 100;
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Set<EventSource> CHANGES =
      EnumSet.of(EventSource.DEPLOYMENT, EventSource.SETTING, EventSource.ROLE, EventSource.SERVER);

  private final PageSources sources;

  ChangePages(PageSources sources) {
    this.sources = sources;
  }

  ChangesPage page() {
    List<Row> rehearsals = new ArrayList<>();
    List<Compared> compared = new ArrayList<>();
    for (VaultBook book : sources.vaults().get()) {
      for (EvidenceEntry entry : book.entries().reversed()) {
        if (entry.kind().equals(RehearsalClaim.KIND)) {
          rehearsals.add(row(book.vault(), entry));
        } else if (entry.kind().equals(PredictionRecord.OUTCOME)) {
          compared.add(compared(entry));
        }
      }
    }
    return new ChangesPage(
        verdict(rehearsals, compared),
        rehearsals.stream().limit(MOST).toList(),
        compared.stream().limit(MOST).toList(),
        schema(),
        applied());
  }

  /// Throws `resource-missing`.
  RehearsalPage rehearsal(String vault, long seq, ZoneId zone) {
    for (VaultBook book : sources.vaults().get()) {
      if (book.vault().equals(vault)) {
        for (EvidenceEntry entry : book.entries()) {
          Optional<RehearsalClaim> claim =
              entry.seq() == seq ? RehearsalClaim.of(entry) : Optional.empty();
          if (claim.isPresent()) {
            return RehearsalPages.of(book, entry, claim.get(), zone);
          }
        }
      }
    }
    throw Fault.of(ServerError.RESOURCE_MISSING, "there is no such rehearsal")
        .hint("The page of changes lists them.");
  }

  private static String verdict(List<Row> rehearsals, List<Compared> compared) {
    long passed = rehearsals.stream().filter(row -> row.outcome() == Outcome.PROVED).count();
    long within = compared.stream().filter(Compared::within).count();
    String tried =
        rehearsals.isEmpty()
            ? "No change was rehearsed."
            : "%d of %d rehearsals passed.".formatted(passed, rehearsals.size());
    return compared.isEmpty()
        ? tried
        : tried
            + " %d of %d statements took as long as predicted.".formatted(within, compared.size());
  }

  private static Row row(String vault, EvidenceEntry entry) {
    EvidenceLine line = EvidenceLine.of(entry);
    return new Row(
        "/changes/" + vault + "/" + entry.seq(),
        entry.at(),
        line.verdict().map(ProofPages::outcome).orElse(Outcome.UNDECIDED),
        line.subject(),
        line.claim(),
        line.verdict().flatMap(Verdict::why));
  }

  private static Compared compared(EvidenceEntry entry) {
    ChangeOutcome outcome = entry.as(ChangeOutcome.class);
    return new Compared(
        entry.at(),
        outcome.target(),
        outcome.statement(),
        Durations.text(outcome.predicted()),
        Durations.text(outcome.low()) + " to " + Durations.text(outcome.high()),
        Durations.text(outcome.actual()),
        outcome.wasWithin());
  }

  private List<SchemaChange> schema() {
    SchemaDrift drift =
        new SchemaDrift(events(EnumSet.of(EventSource.DEPLOYMENT)), sources.vaults().get());
    return events(EnumSet.of(EventSource.SCHEMA)).stream().map(drift::of).toList();
  }

  private List<Event> events(Set<EventSource> of) {
    Instant now = sources.clock().now();
    return sources
        .events()
        .read(
            new EventQuery(
                Optional.empty(), of, now.minus(MONTH), now.plusMillis(1), Optional.empty(), MOST))
        .events();
  }

  private List<Applied> applied() {
    return events(CHANGES).stream()
        .map(
            event ->
                new Applied(
                    event.at(),
                    event.target(),
                    event.source().name().toLowerCase(Locale.ROOT),
                    event.summary()))
        .toList();
  }
}
