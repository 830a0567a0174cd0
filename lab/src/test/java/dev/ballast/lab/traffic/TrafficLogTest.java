package dev.ballast.lab.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TrafficLogTest {
  private static final long MILLI = 1_000_000;
  private static final long[] NOTHING = {};

  private static void run(TrafficLog log, String work, long dueMillis, long endMillis) {
    log.began(0, dueMillis * MILLI);
    log.succeeded(0, work, dueMillis * MILLI, endMillis * MILLI);
  }

  private static TrafficWindow window(TrafficLog log, long from, long to, long now) {
    return log.window(from * MILLI, to * MILLI, now * MILLI, NOTHING);
  }

  @Test
  void aWindowHoldsWhatWasDueInItWheneverItEnded() {
    TrafficLog log = new TrafficLog(2, 100_000);
    run(log, "a", 0, 9);
    run(log, "a", 10, 30);
    run(log, "b", 19, 500);
    run(log, "a", 20, 21);
    TrafficWindow window = window(log, 10, 20, 1000);
    assertThat(window.arrived()).isEqualTo(2);
    assertThat(window.completed()).isEqualTo(2);
    assertThat(window.longest()).isEqualTo(Duration.ofMillis(481));
    assertThat(window.ratePerSecond()).isEqualTo(200);
    assertThat(window.works()).extracting(TrafficWindow.WorkWindow::work).containsExactly("a", "b");
    assertThat(window.works().getFirst().latency().count()).isEqualTo(1);
    assertThat(window.waitingAtMost()).isEqualTo(2);
  }

  @Test
  void percentilesAreThoseOfTheValuesByRank() {
    TrafficLog log = new TrafficLog(1, 100_000);
    for (int millis = 1; millis <= 100; millis++) {
      run(log, "a", millis, 2L * millis);
    }
    Latency latency = window(log, 0, 1000, 1000).latency();
    assertThat(latency.count()).isEqualTo(100);
    assertNear(latency.p50(), 50);
    assertNear(latency.p95(), 95);
    assertNear(latency.p99(), 99);
    assertNear(latency.max(), 100);
  }

  private static void assertNear(Duration measured, long millis) {
    assertThat(measured).isBetween(Duration.ofMillis(millis), Duration.ofNanos(millis * 1_001_000));
  }

  @Test
  void countsWhatWaitedAtOneInstantAndWhatStillWaits() {
    TrafficLog log = new TrafficLog(2, 100_000);
    run(log, "a", 0, 10);
    run(log, "a", 5, 15);
    // Begins as the first ends, so the two never waited together.
    run(log, "a", 10, 20);
    log.began(1, 12 * MILLI);
    TrafficWindow window = log.window(0, 100 * MILLI, 112 * MILLI, new long[] {13 * MILLI});
    assertThat(window.arrived()).isEqualTo(5);
    assertThat(window.unfinished()).isEqualTo(2);
    assertThat(window.waitingAtMost()).isEqualTo(4);
    assertThat(window.longest()).isEqualTo(Duration.ofMillis(100));
    assertThat(window(log, 0, 5, 112).waitingAtMost()).isEqualTo(1);
    assertThat(window(log, 20, 30, 112).waitingAtMost()).isEqualTo(1);
    assertThat(window(log, 20, 30, 112).arrived()).isZero();
  }

  @Test
  void errorsAreCountedByReasonTheMostFrequentFirst() {
    TrafficLog log = new TrafficLog(1, 100_000);
    log.failed(0, "a", 0, MILLI, "40001");
    log.failed(0, "a", 0, MILLI, "55P03");
    log.failed(0, "b", 0, MILLI, "55P03");
    log.statementFailed("a1", "55P03");
    log.statementSucceeded("a1", 3 * MILLI);
    TrafficWindow window = window(log, 0, 1, 10);
    assertThat(window.failed())
        .containsExactly(new ErrorCount("55P03", 2), new ErrorCount("40001", 1));
    assertThat(window.completed()).isZero();
    assertThat(window.latency().max()).isEqualTo(Duration.ZERO);
    TrafficReport report = log.report(Duration.ofSeconds(1), 4);
    assertThat(report.arrived()).isEqualTo(7);
    assertThat(report.failures()).isEqualTo(3);
    assertThat(report.givenUp()).isEqualTo(4);
    assertThat(report.statements()).singleElement().extracting("statement").isEqualTo("a1");
  }

  @Test
  void aBeginningThatIsNotKeptIsRefused() {
    TrafficLog log = new TrafficLog(1, 32 * 1024);
    for (int millis = 0; millis < 40_000; millis++) {
      run(log, "a", millis, millis);
    }
    assertThat(window(log, 16_384, 40_000, 40_000).arrived()).isEqualTo(40_000 - 16_384);
    assertThatThrownBy(() -> window(log, 16_383, 40_000, 40_000))
        .isInstanceOfSatisfying(
            Fault.class, e -> assertThat(e.code()).isEqualTo(TrafficError.TRAFFIC_FORGOTTEN));
    assertThat(log.report(Duration.ofSeconds(40), 0).latency().count()).isEqualTo(40_000);
  }
}
