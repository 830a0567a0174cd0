package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ballast.pages.report.Risk;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.CheckGap;
import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.event.EventDetail;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.ticket.Ticket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RisksTest {
  private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
  private static final Condition WRONG = new Condition(1, "it is wrong", List.of(), List.of());

  private static Alert alert(Urgency urgency, Optional<UUID> cause) {
    return new Alert(
        UUID.nameUUIDFromBytes(urgency.name().getBytes(StandardCharsets.US_ASCII)),
        "shop",
        "disk-full",
        Labels.NONE,
        urgency,
        NOW,
        NOW,
        Optional.empty(),
        0,
        WRONG,
        Optional.empty(),
        cause);
  }

  private static Ticket ticket(long id, Duration due, Optional<String> owner) {
    return new Ticket(
        id,
        "shop",
        "disk-full",
        Labels.NONE,
        "it is wrong",
        owner,
        NOW.minus(Duration.ofDays(20)),
        NOW.plus(due),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Urgency.TICKET,
        WRONG);
  }

  private static CheckGap gap(String check, String why, boolean learning) {
    return new CheckGap("shop", check, NOW, why, learning);
  }

  @Test
  void pagesAndWhatIsOverdueAndUndecidedNeedADecision() {
    List<Risk> risks =
        Risks.of(
            List.of(
                alert(Urgency.PAGE, Optional.empty()),
                alert(Urgency.TICKET, Optional.empty()),
                alert(Urgency.PAGE, Optional.of(new UUID(1, 9)))),
            List.of(
                ticket(1, Duration.ofDays(-1), Optional.of("web")),
                ticket(2, Duration.ofDays(1), Optional.empty())),
            List.of(
                gap("one", "no right", false),
                gap("two", "no right", false),
                gap("three", "it is another machine", false),
                gap("four", "it learns", true),
                new CheckGap("web", "one", NOW, "it is away", false)),
            NOW);

    assertThat(risks)
        .extracting(Risk::kind, Risk::what, Risk::owner)
        .containsExactly(
            tuple(Risk.Kind.PAGE, "it is wrong", Optional.of("web")),
            tuple(Risk.Kind.OVERDUE, "1: it is wrong", Optional.of("web")),
            tuple(
                Risk.Kind.UNDECIDED,
                "3 checks cannot be evaluated, 2 of them because no right",
                Optional.empty()),
            tuple(
                Risk.Kind.UNDECIDED,
                "check one cannot be evaluated: it is away",
                Optional.empty()));
    assertThat(risks.get(1).decision()).isEqualTo("Give it time, or close it with a reason");
    assertThat(risks.get(0).decision())
        .isEqualTo("Name who fixes it today: until then the page stays open");
  }

  @Test
  void aKeyNearItsEndIsDecidedOnBeforeItsLastDay() {
    Alert key =
        new Alert(
            new UUID(1, 1),
            "shop",
            "key-near-end",
            new Labels(
                List.of(
                    new Label("schema", "shop"),
                    new Label("table", "order_status_log"),
                    new Label("column", "id"))),
            Urgency.PAGE,
            NOW,
            NOW,
            Optional.empty(),
            0,
            new Condition(
                0.978,
                "97.8 % are used up",
                List.of(new EventDetail("last_one_at", "2027-01-04T15:00:00Z")),
                List.of(new Remedy("Step 1 of 4: add a bigint column", "ALTER TABLE"))),
            Optional.empty(),
            Optional.empty());

    assertThat(Decisions.of(key))
        .isEqualTo(
            "Approve widening shop.order_status_log.id before 2027-01-04: inserts fail at 100 %");
  }
}
