package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ballast.pages.report.WeeklyReview.AlertChange;
import dev.ballast.pages.report.WeeklyReview.TicketChange;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The week from the 23rd to the 30th, and the one before.
class WorkWeeksTest {
  private static final Instant TO = Instant.parse("2026-11-30T00:00:00Z");
  private static final WorkWeeks WEEKS = new WorkWeeks(TO.minus(Duration.ofDays(7)), TO);

  private static Instant day(int day) {
    return Instant.parse("2026-11-%02dT00:00:00Z".formatted(day));
  }

  private static Alert alert(String check, int raised, int resolved, Urgency urgency) {
    return new Alert(
        UUID.nameUUIDFromBytes((check + raised).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        "shop",
        check,
        Labels.NONE,
        urgency,
        day(raised),
        day(raised),
        resolved == 0 ? Optional.empty() : Optional.of(day(resolved)),
        0,
        new Condition(1, check + " is wrong", List.of(), List.of()),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void newIsWhatTheWeekBeforeHadNotAndGoneWhatThisWeekHasNot() {
    List<AlertChange> changes =
        WEEKS.alerts(
            List.of(
                alert("new", 24, 0, Urgency.PAGE),
                alert("new-and-over", 25, 26, Urgency.TICKET),
                alert("stays", 18, 0, Urgency.PAGE),
                alert("gone", 18, 24, Urgency.TICKET),
                alert("gone-before", 17, 20, Urgency.TICKET),
                alert("comes-back", 17, 20, Urgency.TICKET),
                alert("comes-back", 27, 0, Urgency.TICKET),
                alert("note", 24, 0, Urgency.NOTE)));

    assertThat(changes)
        .extracting(AlertChange::check, AlertChange::raised, AlertChange::at)
        .containsExactly(
            tuple("new", true, day(24)),
            tuple("new-and-over", true, day(25)),
            tuple("gone-before", false, day(20)),
            tuple("gone", false, day(24)));
  }

  @Test
  void aTicketIsThereForEachStepOfTheWeek() {
    List<TicketChange> changes =
        WEEKS.tickets(
            List.of(ticket(1, 24, 0), ticket(2, 10, 25), ticket(3, 26, 27), ticket(4, 10, 0)));

    assertThat(changes)
        .extracting(TicketChange::id, TicketChange::opened, TicketChange::overdue)
        .containsExactly(
            tuple(1L, true, false),
            tuple(2L, false, false),
            tuple(3L, true, false),
            tuple(3L, false, false));
  }

  /// Due a fortnight after it was opened.
  private static Ticket ticket(long id, int opened, int closed) {
    return new Ticket(
        id,
        "shop",
        "check",
        Labels.NONE,
        "a summary",
        Optional.of("web"),
        day(opened),
        day(opened).plus(Duration.ofDays(14)),
        closed == 0 ? Optional.empty() : Optional.of(day(closed)),
        Optional.empty(),
        Optional.empty(),
        0,
        Urgency.TICKET,
        new Condition(1, "a summary", List.of(), List.of()));
  }

  @Test
  void aTargetWithoutAVaultHasNoProof() {
    assertThat(WEEKS.gaps(List.of("shop"), List.of()))
        .singleElement()
        .satisfies(gap -> assertThat(gap.why()).startsWith("it has no vault"));
  }
}
