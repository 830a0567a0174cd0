package dev.ballast.observe.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.collect.database.DatabaseFamily;
import dev.ballast.observe.collect.instance.InstanceFamily;
import dev.ballast.observe.inventory.ServerKind;
import dev.ballast.observe.text.TextPolicy;
import dev.ballast.observe.watch.Watched.Address;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.MuteServer;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.StoppedProcess;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a watch reports of servers that are restarted, promoted, replaced, and that hang.
class FleetWatchIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration CADENCE = Duration.ofMillis(200);

  private static final WatchPlan PLAN =
      new WatchPlan(
          List.of(new InstanceFamily(), new DatabaseFamily()),
          List.of(new ServerKind()),
          family -> CADENCE,
          TextPolicy.WITHOUT_LITERALS);

  @Test
  void whatHappensToAServerIsReported() throws IOException {
    try (TemporaryCluster shop =
            TemporaryCluster.of(18, CLOCK)
                .tcp()
                .setting("wal_retrieve_retry_interval", "50ms")
                .start();
        Watched watched =
            Watched.start(List.of(Address.of("shop", shop.settings().port())), PLAN, CLOCK)) {
      watched.eventually(() -> watched.reachable("shop"));
      try (Session owner = shop.session()) {
        owner.text("SELECT pg_stat_reset()::text");
        Event reset = watched.event("shop", EventSource.SERVER, "statistics");
        assertThat(reset.detail("entities")).contains("postgres");
        // One of the watch's sessions alone says nothing of the server.
        owner.text(
            "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity"
                + " WHERE application_name = 'ballast watch'");
        watched.event("shop", EventSource.COLLECTION, "session");
        assertThat(watched.events()).noneMatch(e -> e.subject().equals("unreachable"));
      }
      becomesAStandby(shop, watched);
      shop.promote();

      watched.event("shop", EventSource.SERVER, "promotion");
      watched.eventually(
          () -> !watched.board().target("shop").orElseThrow().server().orElseThrow().inRecovery());
    }
  }

  private static void becomesAStandby(TemporaryCluster shop, Watched watched) throws IOException {
    shop.stop(StopMode.FAST);
    Event gone = watched.event("shop", EventSource.SERVER, "unreachable");
    assertThat(watched.reachable("shop")).isFalse();
    Files.createFile(shop.dataDirectory().resolve("standby.signal"));
    shop.own(shop.dataDirectory().resolve("standby.signal"));
    shop.start();
    Event back = watched.event("shop", EventSource.SERVER, "reachable");
    double seconds = Double.parseDouble(back.detail("seconds").orElseThrow());
    // Two clocks, of which one may be set meanwhile; rounded to a tenth.
    assertThat(seconds * 1000)
        .isCloseTo((double) Duration.between(gone.at(), back.at()).toMillis(), within(1000.0));
    Event restart = watched.event("shop", EventSource.SERVER, "restart");
    try (Session owner = shop.session()) {
      assertThat(restart.detail("new"))
          .contains(
              owner
                  .one(
                      "SELECT pg_postmaster_start_time() AS started", row -> row.instant("started"))
                  .toString());
    }
    // Events are kept by the millisecond.
    assertThat(restart.at())
        .isEqualTo(
            Instant.parse(restart.detail("new").orElseThrow()).truncatedTo(ChronoUnit.MILLIS));
    watched.event("shop", EventSource.SERVER, "demotion");
    watched.eventually(
        () -> watched.board().target("shop").orElseThrow().server().orElseThrow().inRecovery());
  }

  /// One whose processes do nothing, and one that takes a connection and never says a word.
  @Test
  void aServerThatHangsIsUnreachableAtOnceAndDelaysNoOther() throws IOException {
    try (TemporaryCluster shop = TemporaryCluster.of(18, CLOCK).tcp().start();
        TemporaryCluster other = TemporaryCluster.of(18, CLOCK).tcp().start();
        MuteServer mute = MuteServer.listen();
        Watched watched =
            Watched.impatient(
                List.of(
                    Address.of("mute", mute.port()),
                    Address.of("other", other.settings().port()),
                    Address.of("shop", shop.settings().port())),
                PLAN,
                CLOCK)) {
      watched.eventually(() -> watched.reachable("shop") && watched.reachable("other"));
      watched.event("mute", EventSource.SERVER, "unreachable");
      try (StoppedProcess _ = StoppedProcess.of(processes(shop))) {
        long passes = passes(watched, "other");
        // Before the session is given up, which is no earlier than after seven seconds.
        watched.eventually(() -> !watched.reachable("shop"));
        assertThat(late(watched, "shop")).isTrue();
        assertThat(watched.reachable("other")).isTrue();
        // Nobody looks at the other one less: several passes within one question to the first.
        watched.eventually(() -> passes(watched, "other") >= passes + 5);
        // The session is given up, and no other can be opened.
        watched.event("shop", EventSource.SERVER, "unreachable");
      }
      watched.event("shop", EventSource.SERVER, "reachable");
      watched.eventually(() -> watched.reachable("shop"));
      assertThat(watched.events())
          .noneMatch(e -> e.target().equals("shop") && e.subject().equals("restart"));
    }
  }

  private static boolean late(Watched watched, String target) {
    return watched
        .board()
        .target(target)
        .flatMap(TargetState::unreachable)
        .map(Fault::code)
        .filter(code -> code == ObserveError.ANSWER_LATE)
        .isPresent();
  }

  private static long passes(Watched watched, String target) {
    return watched.board().target(target).orElseThrow().cost().passes();
  }

  /// The postmaster and the watch's backend.
  private static List<Long> processes(TemporaryCluster cluster) throws IOException {
    long postmaster =
        Long.parseLong(
            Files.readAllLines(cluster.dataDirectory().resolve("postmaster.pid")).getFirst());
    try (Session owner = cluster.session()) {
      return List.of(
          postmaster,
          owner.number(
              "SELECT pid::text FROM pg_stat_activity WHERE application_name = 'ballast watch'"));
    }
  }
}
