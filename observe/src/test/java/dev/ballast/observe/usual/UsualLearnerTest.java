package dev.ballast.observe.usual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Severity;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.usual.KeptUsual;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UsualLearnerTest {
  private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Minutes server = new Minutes(MONDAY);
  private final Random random = new Random(7);
  private UsualLearner learner = new UsualLearner(List.of());

  /// Three days, in which the warm-up ends.
  private void learn() {
    work(Duration.ofDays(3), 100);
  }

  private void work(Duration time, double commitsPerSecond) {
    work(time, commitsPerSecond, 40);
  }

  private void work(Duration time, double commitsPerSecond, int connections) {
    for (Instant end = server.now().plus(time); server.now().isBefore(end); ) {
      double noise = 1 + 0.05 * random.nextGaussian();
      server.count("database", Minutes.SHOP, "commits", 60 * commitsPerSecond * noise);
      server.gauge("database", Minutes.SHOP, "reset_timestamp_seconds", 1);
      server.gauge("instance", Labels.NONE, "connections", connections + random.nextInt(5));
      minute(List.of());
    }
  }

  private void minute(List<Event> events) {
    learner.take(server.state(), events, server.now());
    server.pass(MINUTE);
  }

  private Usual usual() {
    return learner.usual(server.now()).orElseThrow();
  }

  @Test
  void nothingIsKnownBeforeSomethingWasCompared() {
    assertThat(learner.usual(server.now())).isEmpty();
    work(MINUTE, 100);
    assertThat(learner.usual(server.now())).isEmpty();
    work(MINUTE, 100);
    Usual.Progress progress = usual().progress(UsualFigure.COMMITS).orElseThrow();
    assertThat(progress.ready()).isZero();
    assertThat(progress.learning()).isEqualTo(1);
    assertThat(usual().progress(UsualFigure.WAL_RATE)).isEmpty();
  }

  @Test
  void theWarmUpLastsTwoDaysAndSaysHowFarItIs() {
    work(Duration.ofHours(31), 100);
    // Nothing is reported meanwhile, whatever happens.
    work(Duration.ofMinutes(20), 0);
    assertThat(usual().departures()).isEmpty();
    assertThat(usual().progress(UsualFigure.COMMITS).orElseThrow().learned().toHours())
        .isEqualTo(31);
    work(Duration.ofHours(18), 100);
    assertThat(usual().progress(UsualFigure.COMMITS).orElseThrow().ready()).isEqualTo(1);
  }

  @Test
  void trafficThatIsGoneIsFoundWithWhatChangedBefore() {
    learn();
    Instant gone = server.now();
    Event deployed =
        Event.of(
            Minutes.TARGET,
            gone.minusSeconds(60),
            EventSource.DEPLOYMENT,
            Severity.INFO,
            "deployment",
            "web 4.2 was deployed");
    Event logged =
        Event.of(
            Minutes.TARGET, gone, EventSource.LOG, Severity.INFO, "checkpoint", "a checkpoint");
    for (int i = 0; i < 10; i++) {
      server.count("database", Minutes.SHOP, "commits", 0);
      minute(List.of(logged, deployed));
    }
    Unusual found = usual().departures().getFirst();
    assertThat(usual().departures()).hasSize(1);
    assertThat(found.figure()).isEqualTo(UsualFigure.COMMITS);
    assertThat(found.subject()).isEqualTo(Minutes.SHOP);
    assertThat(found.more()).isFalse();
    assertThat(found.times()).isGreaterThan(1);
    assertThat(found.latest()).isZero();
    assertThat(found.anomaly().at()).isBetween(gone, gone.plus(Duration.ofMinutes(10)));
    assertThat(found.anomaly().expected().low()).isBetween(50.0, 100.0);
    assertThat(found.changes())
        .containsExactly(gone.minusSeconds(60) + " deployment: web 4.2 was deployed");
  }

  @Test
  void whatIsUsualAgainForAnHourIsOver() {
    learn();
    work(Duration.ofMinutes(15), 20);
    assertThat(usual().departures()).hasSize(1);
    work(Duration.ofMinutes(50), 100);
    assertThat(usual().departures()).hasSize(1);
    // The mean of an hour needs almost as long to be usual again.
    work(Duration.ofMinutes(65), 100);
    assertThat(usual().departures()).isEmpty();
  }

  @Test
  void aNewLevelIsFoundOnceAndThenUsual() {
    learn();
    work(Duration.ofHours(1), 300);
    List<Unusual> first = usual().departures();
    assertThat(first).hasSize(1);
    assertThat(first.getFirst().more()).isTrue();
    work(Duration.ofHours(8), 300);
    for (int hour = 0; hour < 48; hour++) {
      work(Duration.ofHours(1), 300);
      assertThat(usual().departures()).isEmpty();
    }
  }

  @Test
  void aRestartContinuesAndLearnsNothingAgain() {
    learn();
    work(Duration.ofMinutes(15), 20);
    Unusual before = usual().departures().getFirst();
    learner = new UsualLearner(learner.kept());
    work(Duration.ofMinutes(2), 20);
    assertThat(learner.unreadable()).isZero();
    assertThat(usual().departures().getFirst().anomaly()).isEqualTo(before.anomaly());
    assertThat(usual().progress(UsualFigure.COMMITS).orElseThrow().ready()).isEqualTo(1);
  }

  @Test
  void whatIsDamagedIsLearnedAgainAndSaid() {
    learn();
    List<KeptUsual> kept =
        learner.kept().stream()
            .map(k -> new KeptUsual(k.figure(), k.subject(), k.latest(), "x", Optional.empty()))
            .toList();
    learner = new UsualLearner(kept);
    assertThat(learner.unreadable()).isEqualTo(2);
    work(Duration.ofMinutes(2), 0);
    assertThat(usual().progress(UsualFigure.COMMITS).orElseThrow().ready()).isZero();
  }

  @Test
  void aGapAndARestartOfTheServerAreNoDeparture() {
    learn();
    server.pass(Duration.ofHours(3));
    work(Duration.ofHours(1), 100);
    server.restart();
    work(Duration.ofHours(1), 100);
    assertThat(usual().departures()).isEmpty();
  }

  @Test
  void fewerConnectionsAreNoDepartureAndMoreAre() {
    learn();
    work(Duration.ofMinutes(15), 100, 2);
    assertThat(usual().departures()).isEmpty();
    // Until what was no departure is over too.
    work(Duration.ofHours(9), 100);
    work(Duration.ofMinutes(15), 100, 90);
    assertThat(usual().departures())
        .extracting(Unusual::figure)
        .containsExactly(UsualFigure.CONNECTIONS);
  }

  @Test
  void ofStatementsThoseWithTheMostTimeAreLearned() {
    for (int minute = 0; minute < 3; minute++) {
      for (int id = 1; id <= 60; id++) {
        server.called(id, 10, id * 0.001);
      }
      server.count("statement", Labels.of("queryid", "other"), "calls", 1_000);
      minute(List.of());
    }
    assertThat(learner.kept())
        .filteredOn(k -> k.figure().equals("statement-mean"))
        .extracting(k -> k.subject().value("queryid").orElseThrow())
        .hasSize(20)
        .contains("60", "41")
        .doesNotContain("40", "other");
    // A new one that takes much more time takes a place only when a day's work has shown it.
    for (int minute = 0; minute < 600; minute++) {
      server.called(60, 10, 0.06);
      server.called(99, 100, 0.5);
      minute(List.of());
    }
    assertThat(learner.kept())
        .filteredOn(k -> k.figure().equals("statement-mean"))
        .extracting(k -> k.subject().value("queryid").orElseThrow())
        .hasSize(20)
        .contains("60", "99")
        .doesNotContain("41");
  }
}
