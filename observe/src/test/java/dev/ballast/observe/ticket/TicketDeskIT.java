package dev.ballast.observe.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.StartupSetting;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertStep;
import dev.ballast.store.alert.AlertTable;
import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.database.StoreSchema;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.ticket.Ticket;
import dev.ballast.store.ticket.TicketStep;
import dev.ballast.store.ticket.TicketTable;
import dev.ballast.targets.config.OwnerRule;
import dev.ballast.targets.config.TicketSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tickets follow alerts of a store on a real server.
class TicketDeskIT {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final TicketSettings SETTINGS =
      new TicketSettings(
          Duration.ofDays(7),
          List.of(
              new OwnerRule(
                  "billing",
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of("billing"),
                  Optional.empty())),
          Optional.of("platform"));

  private static TemporaryCluster cluster;
  private static SessionPool pool;

  private final AlertTable alerts = new AlertTable(pool);
  private final TicketTable tickets = new TicketTable(pool);

  @BeforeAll
  static void begin() {
    cluster = TemporaryCluster.of(18, Clock.system()).start();
    pool =
        SessionPool.of(
            cluster.settings(),
            SessionOptions.onOwnServer("tickets")
                .withSettings(List.of(new StartupSetting("search_path", StoreSchema.NAME))),
            4);
    StoreSchema.migrate(pool.asDataSource());
  }

  @AfterAll
  static void end() {
    pool.close();
    cluster.close();
  }

  @BeforeEach
  void clear() {
    try (Session session = pool.lend()) {
      session.execute("TRUNCATE ticket, alert CASCADE");
    }
  }

  @Test
  void aTicketIsOpenedClosedAndOpenedAgainByMeasurements() {
    Alert raised = raise("key-near-end", "billing", Urgency.TICKET, 0);
    look(1);
    look(2);
    Ticket ticket = only();
    assertThat(ticket.owner()).contains("billing");
    assertThat(ticket.openedAt()).isEqualTo(START.plusSeconds(1));
    assertThat(ticket.dueAt()).isEqualTo(START.plusSeconds(1).plus(Duration.ofDays(7)));
    assertThat(ticket.condition().remedies()).containsExactly(new Remedy("end it", "SELECT 1;"));

    write(AlertStep.Kind.RESOLVED, raised.resolved(START.plusSeconds(100)), 100);
    look(101);
    assertThat(only().closedAt()).contains(START.plusSeconds(101));
    assertThat(only().closing().orElseThrow().who()).isEqualTo(TicketStep.MEASUREMENTS);

    // The same alert returns, and a ticket has its owner still.
    tickets.assign(ticket.id(), "ann", "root", START.plusSeconds(150));
    write(AlertStep.Kind.RETURNED, raised.resolved(START.plusSeconds(100)).returned(), 200);
    look(201);
    Ticket again = only();
    assertThat(again.id()).isEqualTo(ticket.id());
    assertThat(again.closedAt()).isEmpty();
    assertThat(again.reopened()).isEqualTo(1);
    assertThat(again.owner()).contains("ann");
    assertThat(tickets.steps(ticket.id()))
        .extracting(TicketStep::kind)
        .containsExactly(
            TicketStep.Kind.OPENED,
            TicketStep.Kind.CLOSED,
            TicketStep.Kind.ASSIGNED,
            TicketStep.Kind.REOPENED);
  }

  @Test
  void whatIsClosedByHandStaysClosedUntilItComesBack() {
    Alert raised = raise("key-near-end", "shop", Urgency.PAGE, 0);
    look(1);
    Ticket ticket = only();
    assertThat(ticket.owner()).contains("platform");
    assertThat(tickets.close(ticket.id(), "we know", "ann", START.plusSeconds(10))).isTrue();
    assertThat(tickets.close(ticket.id(), "we know", "ann", START.plusSeconds(11))).isFalse();
    look(20);
    assertThat(only().closedAt()).contains(START.plusSeconds(10));
    assertThat(only().closing())
        .contains(new TicketStep(TicketStep.Kind.CLOSED, START.plusSeconds(10), "ann", "we know"));
    write(AlertStep.Kind.RESOLVED, raised.resolved(START.plusSeconds(30)), 30);
    raise("key-near-end", "shop", Urgency.TICKET, 5000);
    look(5001);
    assertThat(only().closedAt()).isEmpty();
    assertThat(only().closing()).isEmpty();
    assertThat(only().urgency()).isEqualTo(Urgency.TICKET);
  }

  @Test
  void aPageIsDueWithinADay() {
    Duration day = Duration.ofDays(1);
    Alert raised = raise("key-near-end", "shop", Urgency.PAGE, 0);
    look(1);
    assertThat(only().dueAt()).isEqualTo(START.plusSeconds(1).plus(day));

    // It comes back as a page.
    write(AlertStep.Kind.RESOLVED, raised.resolved(START.plusSeconds(100)), 100);
    look(101);
    write(
        AlertStep.Kind.RETURNED,
        raised.resolved(START.plusSeconds(100)).returned().seen(raised.condition(), Urgency.PAGE),
        200);
    look(201);
    assertThat(only().dueAt()).isEqualTo(START.plusSeconds(201).plus(day));
  }

  @Test
  void aTicketThatBecomesAPageIsDueSooner() {
    Alert raised = raise("key-near-end", "shop", Urgency.TICKET, 0);
    look(1);
    assertThat(only().dueAt()).isEqualTo(START.plusSeconds(1).plus(Duration.ofDays(7)));

    write(AlertStep.Kind.WORSENED, raised.seen(raised.condition(), Urgency.PAGE), 100);
    look(101);
    look(500);

    assertThat(only().dueAt()).isEqualTo(START.plusSeconds(101).plus(Duration.ofDays(1)));
  }

  @Test
  void notesAndWhatIsExplainedHaveNone() {
    raise("a-note", "shop", Urgency.NOTE, 0);
    Alert cause = raise("a-cause", "shop", Urgency.TICKET, 0);
    Alert effect = raise("an-effect", "shop", Urgency.PAGE, 0);
    write(AlertStep.Kind.SEEN, effect.explainedBy(Optional.of(cause.id())), 1);
    look(2);
    assertThat(only().check()).isEqualTo("a-cause");
  }

  @Test
  void twoNodesOpenOne() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      raise("check-" + i, "shop", Urgency.TICKET, 0);
    }
    List<Thread> nodes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      nodes.add(Thread.ofVirtual().start(() -> look(1)));
    }
    for (Thread node : nodes) {
      node.join();
    }
    List<Ticket> all = tickets.since(START);
    assertThat(all).hasSize(20);
    assertThat(all).allSatisfy(t -> assertThat(tickets.steps(t.id())).hasSize(1));
  }

  private Ticket only() {
    List<Ticket> all = tickets.since(Instant.EPOCH);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void whatIsOpenAboutATargetThatNobodyWatchesEnds() {
    raise("key-near-end", "shop", Urgency.TICKET, 0);
    look(1);
    Set<String> watched = new HashSet<>(Set.of("shop"));
    StandingClock clock = new StandingClock(START.plusSeconds(10));
    AbandonedTargets abandoned = new AbandonedTargets(alerts, tickets, () -> watched, clock);
    abandoned.look();
    clock.pause(AbandonedTargets.GRACE);
    abandoned.look();
    watched.clear();
    abandoned.look();
    clock.pause(AbandonedTargets.GRACE.minusSeconds(1));
    // It was there again for a moment.
    watched.add("shop");
    abandoned.look();
    watched.clear();
    abandoned.look();
    clock.pause(AbandonedTargets.GRACE.minusSeconds(1));
    abandoned.look();
    assertThat(only().closedAt()).isEmpty();

    clock.pause(Duration.ofSeconds(1));
    abandoned.look();
    Ticket ticket = only();
    assertThat(ticket.closedAt()).contains(clock.now());
    assertThat(tickets.steps(ticket.id()).getLast().note())
        .isEqualTo("no node watches the target any more");
    assertThat(alerts.since(START)).singleElement().matches(a -> a.resolvedAt().isPresent());
  }

  private void look(long second) {
    new TicketDesk(alerts, tickets, () -> SETTINGS, Clock.system()).look(START.plusSeconds(second));
  }

  private Alert raise(String check, String schema, Urgency urgency, long second) {
    Alert alert =
        new Alert(
            UUID.randomUUID(),
            "shop",
            check,
            Labels.of(new Label("database", "app"), new Label("schema", schema)),
            urgency,
            START.plusSeconds(second),
            START.plusSeconds(second),
            Optional.empty(),
            0,
            new Condition(1, "it is wrong", List.of(), List.of(new Remedy("end it", "SELECT 1;"))),
            Optional.empty(),
            Optional.empty());
    write(AlertStep.Kind.RAISED, alert, second);
    return alert;
  }

  private void write(AlertStep.Kind kind, Alert alert, long second) {
    alerts.write("shop", List.of(new AlertStep(kind, alert, START.plusSeconds(second))), List.of());
  }

  /// A clock that moves by pauses only.
  private static final class StandingClock implements Clock {
    private Instant now;

    private StandingClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public long nanoTime() {
      return Duration.between(START, now).toNanos();
    }

    @Override
    public void pause(Duration duration) {
      now = now.plus(duration);
    }
  }
}
