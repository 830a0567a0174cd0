package dev.ballast.server.page;

import dev.ballast.evidence.Proof;
import dev.ballast.pages.proof.Outcome;
import dev.ballast.pages.report.ExecutiveSheet.Done;
import dev.ballast.pages.report.WeeklyReview.Happened;
import dev.ballast.pages.report.WeeklyReview.Happened.Kind;
import dev.ballast.protect.prove.LogProof;
import dev.ballast.report.vault.EvidenceLine;
import dev.ballast.store.event.EventCursor;
import dev.ballast.store.event.EventPage;
import dev.ballast.store.event.EventQuery;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.ticket.Ticket;
import dev.ballast.vault.log.EvidenceEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What was done within a period: proofs, rehearsals, deployments and tickets.
record WorkDone(PageSources sources, Instant from, Instant to) {
  private static final String REHEARSAL = "rehearsal";

  /// In order of time.
  List<Happened> happened() {
    List<Happened> all = new ArrayList<>(deployments());
    for (VaultBook book : sources.vaults().get()) {
      book.entries().stream()
          .filter(entry -> within(entry.at()))
          .flatMap(entry -> of(entry).stream())
          .forEach(all::add);
    }
    return all.stream().sorted(Comparator.comparing(Happened::at)).toList();
  }

  private static Optional<Happened> of(EvidenceEntry entry) {
    if (entry.isProof()) {
      Proof proof = entry.as(Proof.class);
      return Optional.of(
          new Happened(
              entry.at(),
              LogProof.isOfLog(proof.subject()) ? Kind.LOG_PROOF : Kind.PROOF,
              ProofPages.outcome(proof.verdict()),
              proof.subject() + ": " + proof.claim()));
    }
    if (!entry.kind().equals(REHEARSAL)) {
      return Optional.empty();
    }
    EvidenceLine line = EvidenceLine.of(entry);
    return Optional.of(
        new Happened(
            entry.at(),
            Kind.REHEARSAL,
            line.verdict().map(ProofPages::outcome).orElse(Outcome.UNDECIDED),
            line.subject() + ": " + line.claim()));
  }

  private List<Happened> deployments() {
    List<Happened> all = new ArrayList<>();
    Optional<EventCursor> after = Optional.empty();
    do {
      EventPage page =
          sources
              .events()
              .read(
                  new EventQuery(
                      Optional.empty(),
                      EnumSet.of(EventSource.DEPLOYMENT),
                      from,
                      to,
                      after,
                      EventQuery.MAX_LIMIT));
      page.events()
          .forEach(
              event ->
                  all.add(
                      new Happened(
                          event.at(),
                          Kind.DEPLOYMENT,
                          Outcome.PROVED,
                          event.target() + ": " + event.summary())));
      after = page.next();
    } while (after.isPresent());
    return all;
  }

  /// @param tickets all that were open or closed within the period
  Done counts(List<Ticket> tickets) {
    List<Happened> all = happened();
    return new Done(
        count(tickets, ticket -> within(ticket.openedAt())),
        count(tickets, ticket -> ticket.closedAt().filter(this::within).isPresent()),
        count(all, each -> each.kind() == Kind.PROOF),
        count(all, each -> each.kind() == Kind.PROOF && each.outcome() == Outcome.PROVED),
        count(all, each -> each.kind() == Kind.LOG_PROOF),
        count(all, each -> each.kind() == Kind.LOG_PROOF && each.outcome() == Outcome.PROVED),
        count(all, each -> each.kind() == Kind.REHEARSAL),
        count(all, each -> each.kind() == Kind.REHEARSAL && each.outcome() == Outcome.PROVED),
        count(all, each -> each.kind() == Kind.DEPLOYMENT));
  }

  private static <T> int count(List<T> all, Predicate<T> which) {
    return Math.toIntExact(all.stream().filter(which).count());
  }

  private boolean within(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  /// Vaults of which proofs may be missing, as sentences.
  List<String> missing() {
    return sources.vaults().get().stream()
        .filter(book -> book.readAt().isEmpty() || book.unreadable().isPresent())
        .map(
            book ->
                "Vault %s %s: its proofs and rehearsals may be missing."
                    .formatted(
                        book.vault(),
                        book.unreadable()
                            .map(why -> "cannot be read, " + why)
                            .orElse("was not read yet")))
        .toList();
  }
}
