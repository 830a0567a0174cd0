package dev.ballast.observe.catalogue;

import static dev.ballast.observe.catalogue.Hand.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.alert.AlertWatch;
import dev.ballast.observe.catalogue.Hand.Readings;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.collect.log.LogFamily;
import dev.ballast.observe.log.watch.LogWatch;
import dev.ballast.observe.text.TextPolicy;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.Findings;
import dev.ballast.observe.watch.FleetWatch;
import dev.ballast.observe.watch.WatchPlan;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventDetail;
import dev.ballast.targets.config.LogDeclaration;
import dev.ballast.targets.config.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What checks make of what a real server logs.
class ServerChecksIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String NOTHING = "SELECT 1";

  private final List<Event> events = new CopyOnWriteArrayList<>();

  @TempDir private Path state;

  /// Two sessions that change two rows in opposite orders; then they lock them first as advised.
  @Test
  void aDeadlockHasBothStatementsAndTheOrderThatAvoidsIt() {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(18, CLOCK)
                .tcp()
                .setting("logging_collector", "on")
                .setting("log_line_prefix", "%m [%p] %q%u@%d ")
                .setting("deadlock_timeout", "100ms")
                .start();
        Session owner = cluster.session()) {
      owner.execute("CREATE TABLE accounts (id int PRIMARY KEY, balance int)");
      owner.execute("INSERT INTO accounts VALUES (1, 0), (2, 0)");
      Target target =
          Target.ofUrl(
              "postgresql://postgres@127.0.0.1:%d/postgres".formatted(cluster.settings().port()));
      LogDeclaration log =
          new LogDeclaration(
              cluster.dataDirectory().resolve("log"), true, Optional.empty(), Optional.empty());
      Board board = new Board(List.of(new LogFamily()), CLOCK);
      Findings findings =
          new Findings(board, (reading, pace) -> {}, i -> {}, (named, texts) -> {}, events::add);
      Thread watch =
          Thread.ofVirtual()
              .start(new LogWatch(target, log, state.resolve("log"), findings, CLOCK));
      // Makes the target known to the board; the log is read from when it was found on.
      FleetWatch.start(
              List.of(target),
              new WatchPlan(List.of(), List.of(), f -> f.cadence(), TextPolicy.WITHOUT_LITERALS),
              Findings.on(board),
              CLOCK)
          .close();
      eventually(() -> isRead(board));
      transfers(cluster, NOTHING);
      // A session hands over what it counted when it ends, and the server ends it by and by.
      eventually(() -> deadlocks(owner) == 1);
      eventually(() -> events.stream().anyMatch(e -> e.subject().equals("deadlock")));
      watch.interrupt();

      Condition condition = condition(events, Optional.of(log));
      List<String> statements =
          condition.evidence().stream()
              .filter(detail -> detail.name().startsWith("statement_"))
              .map(EventDetail::value)
              .toList();
      assertThat(statements)
          .hasSize(2)
          .containsOnly("UPDATE accounts SET balance = balance + $1 WHERE id = $2");
      assertThat(condition.evidence())
          .filteredOn(detail -> detail.name().startsWith("process_"))
          .hasSize(2)
          .allMatch(detail -> detail.value().startsWith("waits for ShareLock on transaction "));
      Remedy order = condition.remedies().getFirst();
      assertThat(order.command())
          .isEqualTo("SELECT id FROM accounts WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE;");

      transfers(cluster, order.command().replace("$1", "'{2,1}'"));
      assertThat(deadlocks(owner)).isOne();
    }
  }

  @Test
  void whereNoLogIsReadTheAlertSaysThatOnlyTheNumberIsKnown() {
    Condition condition = condition(List.of(), Optional.empty());
    assertThat(condition.evidence())
        .singleElement()
        .satisfies(detail -> assertThat(detail.value()).contains("only the number", ".log)"));
  }

  private static boolean isRead(Board board) {
    return board.targets().getFirst().family("log").stream()
        .anyMatch(family -> family.latest().isPresent());
  }

  private static Condition condition(List<Event> events, Optional<LogDeclaration> log) {
    Hand hand =
        new Hand()
            .remember(
                0, Readings.of("database", row(Map.of("deadlocks", 0.0), "database", "postgres")));
    Observed observed =
        hand.observed(
            60, 10, Readings.of("database", row(Map.of("deadlocks", 1.0), "database", "postgres")));
    Target target = observed.target();
    Target logged =
        new Target(
            target.name(),
            target.endpoint(),
            target.password(),
            target.vault(),
            target.objectives(),
            target.invariants(),
            target.proof(),
            log,
            target.wal(),
            target.backup());
    Look look =
        AlertWatch.judged(
            Catalogue.check("deadlocks"),
            new Observed(
                logged,
                observed.state(),
                observed.inventories(),
                events,
                observed.now(),
                observed.history(),
                observed.surroundings()));
    return ((Look.Found) look).symptoms().getFirst().condition();
  }

  private static long deadlocks(Session owner) {
    owner.execute("SELECT pg_stat_force_next_flush()");
    return owner.number("SELECT deadlocks FROM pg_stat_database WHERE datname = 'postgres'");
  }

  /// Both change the first of their rows, wait for each other, and change the second.
  ///
  /// @param first what each of them runs before
  private static void transfers(TemporaryCluster cluster, String first) {
    CountDownLatch met = new CountDownLatch(first.equals(NOTHING) ? 2 : 1);
    List<Thread> both =
        List.of(
            transfer(cluster, first, new int[] {1, 2}, met),
            transfer(cluster, first, new int[] {2, 1}, met));
    for (Thread each : both) {
      try {
        each.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Thread transfer(
      TemporaryCluster cluster, String first, int[] order, CountDownLatch met) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try (Session session = cluster.session()) {
                session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
                session.query(first, r -> r.text(1));
                session.execute(change(order[0]));
                met.countDown();
                met.await();
                // One of the two is the victim.
                Throwable _ = catchThrowable(() -> session.execute(change(order[1])));
                session.rollback();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private static String change(int row) {
    return "UPDATE accounts SET balance = balance + 5 WHERE id = " + row;
  }

  private static void eventually(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      assertThat(CLOCK.since(began)).isLessThan(PATIENCE);
      CLOCK.pause(Duration.ofMillis(50));
    }
  }
}
