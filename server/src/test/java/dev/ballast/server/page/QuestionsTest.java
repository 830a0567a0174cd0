package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ballast.pages.report.WeeklyReview.Growth;
import dev.ballast.pages.report.WeeklyReview.ObjectiveChange;
import dev.ballast.pages.report.WeeklyReview.Question;
import dev.ballast.pages.report.WeeklyReview.StatementChange;
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

/// A ticket of `web` about statement 42 of the shop, and `platform` for all other things of it.
class QuestionsTest {
  private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
  private static final double GIB = 0x1p30;
  private static final Condition WRONG = new Condition(1, "it is wrong", List.of(), List.of());
  private static final Labels STATEMENT = Labels.of("queryid", "42");
  private static final Ticket OVERDUE =
      new Ticket(
          7,
          "shop",
          "statement-slow",
          STATEMENT,
          "it is wrong",
          Optional.of("web"),
          NOW.minus(Duration.ofDays(20)),
          NOW.minus(Duration.ofDays(6)),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          0,
          Urgency.TICKET,
          WRONG);
  private static final Questions QUESTIONS =
      new Questions(
          List.of(OVERDUE),
          target -> target.equals("shop") ? Optional.of("platform") : Optional.empty(),
          NOW);

  private static StatementChange slower(String target, String queryId) {
    return new StatementChange(target, queryId, "SELECT 1", 0.012, 0.004, 1000, 1000, 8);
  }

  @Test
  void whoHasTheTicketAnswersAndElseWhoHasTheTarget() {
    assertThat(
            QUESTIONS.ofStatements(
                List.of(slower("shop", "42"), slower("shop", "43"), slower("crm", "42"))))
        .extracting(Question::question, Question::owner)
        .containsExactly(
            tuple("Why does it take 12 ms where it took 4 ms: SELECT 1", Optional.of("web")),
            tuple("Why does it take 12 ms where it took 4 ms: SELECT 1", Optional.of("platform")),
            tuple("Why does it take 12 ms where it took 4 ms: SELECT 1", Optional.empty()));
    assertThat(QUESTIONS.ofTickets())
        .extracting(Question::question, Question::owner)
        .containsExactly(
            tuple("Ticket 7 is overdue, until when is it done: it is wrong", Optional.of("web")));
  }

  @Test
  void openPagesNeedAnEnd() {
    Alert page =
        new Alert(
            new UUID(1, 1),
            "shop",
            "statement-slow",
            STATEMENT,
            Urgency.PAGE,
            NOW.minus(Duration.ofHours(1)),
            NOW.minus(Duration.ofHours(1)),
            Optional.empty(),
            0,
            WRONG,
            Optional.empty(),
            Optional.empty());

    assertThat(
            QUESTIONS.ofPages(
                List.of(page, page.resolved(NOW), page.explainedBy(Optional.of(new UUID(1, 2))))))
        .extracting(Question::question, Question::owner)
        .containsExactly(tuple("Who fixes it, and until when: it is wrong", Optional.of("web")));
  }

  @Test
  void worseObjectivesAndSuddenGrowthAreAsked() {
    assertThat(
            QUESTIONS.ofObjectives(
                List.of(
                    new ObjectiveChange("shop", "availability", 0.998, 0.9995),
                    new ObjectiveChange("shop", "statement-time", 0.9999, 0.99))))
        .extracting(Question::question)
        .containsExactly("Why was 0.2 % of availability bad, where it was 0.05 %?");
    assertThat(
            QUESTIONS.ofGrowth(
                List.of(
                    new Growth("shop", 90 * GIB, Optional.of(4 * GIB), Optional.of(2 * GIB)),
                    new Growth("crm", 90 * GIB, Optional.of(3 * GIB), Optional.of(2 * GIB)),
                    new Growth("new", 90 * GIB, Optional.of(9 * GIB), Optional.empty()))))
        .extracting(Question::question)
        .containsExactly("Why did it grow by 4 GiB, and by 2 GiB the week before?");
  }
}
