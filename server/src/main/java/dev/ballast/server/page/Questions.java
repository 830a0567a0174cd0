package dev.ballast.server.page;

import dev.ballast.pages.report.WeeklyReview.Growth;
import dev.ballast.pages.report.WeeklyReview.ObjectiveChange;
import dev.ballast.pages.report.WeeklyReview.ProofGap;
import dev.ballast.pages.report.WeeklyReview.Question;
import dev.ballast.pages.report.WeeklyReview.StatementChange;
import dev.ballast.pages.text.Unit;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.ticket.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a meeting has to answer after a week, each with who is to answer.
///
/// @param open tickets
/// @param owners whose is what is about a target as a whole
record Questions(List<Ticket> open, Function<String, Optional<String>> owners, Instant to) {
  private static final int MOST = 3;
  private static final int MOST_TICKETS = 5;
  private static final double TWICE = 2;
  private static final double MUCH = 0x1p30;

  /// Pages that are open and that no other alert explains.
  Stream<Question> ofPages(List<Alert> alerts) {
    return alerts.stream()
        .filter(alert -> alert.open() && alert.urgency() == Urgency.PAGE)
        .filter(alert -> alert.cause().isEmpty() && alert.raisedAt().isBefore(to))
        .limit(MOST)
        .map(
            alert ->
                new Question(
                    "Who fixes it, and until when: " + alert.condition().summary(),
                    alert.target(),
                    ownerOf(alert).or(() -> owners.apply(alert.target())),
                    "/alerts/" + alert.id()));
  }

  private Optional<String> ownerOf(Alert alert) {
    return open.stream()
        .filter(ticket -> ticket.target().equals(alert.target()))
        .filter(ticket -> ticket.check().equals(alert.check()))
        .filter(ticket -> ticket.subject().equals(alert.subject()))
        .flatMap(ticket -> ticket.owner().stream())
        .findFirst();
  }

  Stream<Question> ofStatements(List<StatementChange> slower) {
    return slower.stream()
        .limit(MOST)
        .map(
            each ->
                new Question(
                    "Why does it take %s where it took %s: %s"
                        .formatted(
                            Unit.SECONDS.text(each.meanSeconds()),
                            Unit.SECONDS.text(each.meanBefore()),
                            each.statement()),
                    each.target(),
                    ownerOf(each).or(() -> owners.apply(each.target())),
                    "/targets/" + each.target() + "/statements/" + each.queryId()));
  }

  private Optional<String> ownerOf(StatementChange change) {
    return open.stream()
        .filter(ticket -> ticket.target().equals(change.target()))
        .filter(ticket -> ticket.subject().value("queryid").equals(Optional.of(change.queryId())))
        .flatMap(ticket -> ticket.owner().stream())
        .findFirst();
  }

  Stream<Question> ofObjectives(List<ObjectiveChange> changes) {
    return changes.stream()
        .filter(ObjectiveChange::worse)
        .limit(MOST)
        .map(
            each ->
                new Question(
                    "Why was %s of %s bad, where it was %s?"
                        .formatted(
                            Unit.SHARE.text(1 - each.good()),
                            each.objective(),
                            Unit.SHARE.text(1 - each.goodBefore())),
                    each.target(),
                    owners.apply(each.target()),
                    "/targets/" + each.target()));
  }

  Stream<Question> ofTickets() {
    return open.stream()
        .filter(ticket -> ticket.dueAt().isBefore(to) || ticket.owner().isEmpty())
        .limit(MOST_TICKETS)
        .map(
            ticket ->
                new Question(
                    ticket.dueAt().isBefore(to)
                        ? "Ticket %d is overdue, until when is it done: %s"
                            .formatted(ticket.id(), ticket.condition().summary())
                        : "Who owns ticket %d: %s"
                            .formatted(ticket.id(), ticket.condition().summary()),
                    ticket.target(),
                    ticket.owner().or(() -> owners.apply(ticket.target())),
                    "/tickets/" + ticket.id()));
  }

  Stream<Question> ofProofs(List<ProofGap> gaps) {
    return gaps.stream()
        .limit(MOST)
        .map(
            gap ->
                new Question(
                    "When is it restored and read: " + gap.why(),
                    gap.target(),
                    owners.apply(gap.target()),
                    "/proofs"));
  }

  /// What grew twice as much as in the week before, and by much.
  Stream<Question> ofGrowth(List<Growth> growth) {
    return growth.stream()
        .filter(each -> each.grown().orElse(0.0) >= MUCH)
        .filter(each -> each.grownBefore().isPresent())
        .filter(each -> each.grown().orElse(0.0) >= TWICE * each.grownBefore().get())
        .limit(MOST)
        .map(
            each ->
                new Question(
                    "Why did it grow by %s, and by %s the week before?"
                        .formatted(
                            Unit.BYTES.text(each.grown().orElse(0.0)),
                            Unit.BYTES.text(each.grownBefore().orElse(0.0))),
                    each.target(),
                    owners.apply(each.target()),
                    "/targets/" + each.target()));
  }
}
