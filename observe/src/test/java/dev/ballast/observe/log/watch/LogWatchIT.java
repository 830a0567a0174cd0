package dev.ballast.observe.log.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.collect.log.LogFamily;
import dev.ballast.observe.text.TextPolicy;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.Findings;
import dev.ballast.observe.watch.FleetWatch;
import dev.ballast.observe.watch.WatchPlan;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.event.Event;
import dev.ballast.store.sample.Labels;
import dev.ballast.targets.config.LogDeclaration;
import dev.ballast.targets.config.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log of a running server, followed.
class LogWatchIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final LogFamily family = new LogFamily();
  private final Board board = new Board(List.of(family), CLOCK);

  @TempDir private Path state;

  @Test
  void eventsArriveAndNoneIsLostOrDoubledByARestartOfTheNode() {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(18, CLOCK)
                .tcp()
                .setting("logging_collector", "on")
                .setting("log_line_prefix", "<%t|%p|%e> ")
                .start();
        Session owner = cluster.session()) {
      Target target =
          Target.ofUrl(
              "postgresql://postgres@127.0.0.1:%d/postgres".formatted(cluster.settings().port()));
      // Makes the target known to the board.
      FleetWatch.start(
              List.of(target),
              new WatchPlan(List.of(), List.of(), f -> f.cadence(), TextPolicy.WITHOUT_LITERALS),
              Findings.on(board),
              CLOCK)
          .close();

      broken(target, "/nowhere/at/all");

      Path folder = cluster.dataDirectory().resolve("log");
      Thread watch = start(target, folder);
      eventually(() -> count("unclassified").isPresent());
      refused(owner, "first");
      eventually(() -> has("first"));
      assertThat(events.getLast().subject()).isEqualTo("statement-error");
      assertThat(events.getLast().detail("sql_state")).contains("42P01");
      stop(watch);

      refused(owner, "second");
      owner.text("SELECT pg_rotate_logfile()::text");
      refused(owner, "third");
      watch = start(target, folder);
      refused(owner, "fourth");
      eventually(() -> has("fourth"));
      stop(watch);
      for (String each : List.of("first", "second", "third", "fourth")) {
        assertThat(
                events.stream()
                    .filter(e -> e.detail("statement").orElse("").contains(each))
                    .map(Event::id)
                    .distinct())
            .as(each)
            .hasSize(1);
      }
    }
  }

  private void broken(Target target, String place) {
    Thread watch = start(target, Path.of(place));
    eventually(
        () ->
            state(target)
                .missing()
                .filter(f -> f.code() == ObserveError.LOG_UNREADABLE)
                .isPresent());
    stop(watch);
  }

  private FamilyState state(Target target) {
    return board.target(target.name()).flatMap(t -> t.family("log")).orElseThrow();
  }

  private Optional<Double> count(String type) {
    return board.targets().getFirst().family("log").stream()
        .flatMap(f -> f.latest().stream())
        .flatMap(r -> r.entities().stream())
        .filter(e -> e.labels().equals(Labels.of("class", type)))
        .map(e -> e.value(0))
        .findFirst();
  }

  private Thread start(Target target, Path folder) {
    return Thread.ofVirtual()
        .start(
            new LogWatch(
                target,
                new LogDeclaration(folder, true, Optional.empty(), Optional.empty()),
                state.resolve("log"),
                new Findings(
                    board,
                    (reading, pace) -> {},
                    inventory -> {},
                    (named, texts) -> {},
                    events::add),
                CLOCK));
  }

  private static void stop(Thread watch) {
    watch.interrupt();
    try {
      watch.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refused(Session owner, String name) {
    assertThat(catchThrowable(() -> owner.execute("SELECT * FROM " + name))).isNotNull();
  }

  private boolean has(String name) {
    return events.stream().anyMatch(e -> e.detail("statement").orElse("").contains(name));
  }

  private static void eventually(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      if (CLOCK.since(began).compareTo(PATIENCE) > 0) {
        fail("it did not come about within " + PATIENCE);
      }
      CLOCK.pause(Duration.ofMillis(20));
    }
  }
}
