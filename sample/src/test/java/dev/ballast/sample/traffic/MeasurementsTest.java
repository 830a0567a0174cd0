package dev.ballast.sample.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.sample.SampleError;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeasurementsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final HeldClock clock = new HeldClock();
  private final Measurements measurements = new Measurements(clock);

  @Test
  void aLatencyCountsFromWhenTheOperationWasDue() {
    clock.nanos += 3_000_000_000L;
    measurements.succeeded(OperationKind.EVENT, 1_000_000_000L);
    TrafficReport report = measurements.report();
    assertThat(report.latency().max())
        .isBetween(Duration.ofMillis(2_000), Duration.ofMillis(2_002));
    assertThat(report.elapsed()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void countsSuccessesFailuresAndTheAchievedRate() {
    clock.nanos += 2_000_000_000L;
    for (int i = 0; i < 6; i++) {
      measurements.succeeded(OperationKind.EVENT, 2_000_000_000L);
    }
    measurements.failed(OperationKind.NEW_ORDER, "57");
    measurements.failed(OperationKind.NEW_ORDER, "08");
    measurements.failed(OperationKind.EVENT, "08");
    TrafficReport report = measurements.report();
    assertThat(report.operations()).isEqualTo(9);
    assertThat(report.succeeded()).isEqualTo(6);
    assertThat(report.failed()).isEqualTo(3);
    assertThat(report.achievedRate()).isEqualTo(3.0);
    assertThat(report.errors())
        .containsExactly(
            new TrafficReport.ErrorCount("08", 2), new TrafficReport.ErrorCount("57", 1));
    assertThat(report.kinds())
        .filteredOn(kind -> kind.kind().equals("event"))
        .singleElement()
        .satisfies(
            kind -> {
              assertThat(kind.succeeded()).isEqualTo(6);
              assertThat(kind.failed()).isEqualTo(1);
            });
  }

  @Test
  void namesTheSecondWhoseOperationsTookLongestOnAverage() {
    clock.nanos += 5_000_000_000L;
    measurements.succeeded(OperationKind.EVENT, 4_900_000_000L);
    measurements.succeeded(OperationKind.EVENT, 3_100_000_000L);
    measurements.succeeded(OperationKind.EVENT, 3_900_000_000L);
    measurements.succeeded(OperationKind.EVENT, 4_950_000_000L);
    assertThat(measurements.report().slowestSecond())
        .hasValueSatisfying(
            second -> {
              assertThat(second.start()).isEqualTo(NOON.plusSeconds(3));
              assertThat(second.operations()).isEqualTo(2);
              assertThat(second.mean()).isEqualTo(Duration.ofMillis(1_500));
              assertThat(second.max()).isEqualTo(Duration.ofMillis(1_900));
            });
  }

  @Test
  void reportsNothingAsZeros() {
    TrafficReport report = measurements.report();
    assertThat(report.latency().p99()).isZero();
    assertThat(report.achievedRate()).isZero();
    assertThat(report.slowestSecond()).isEmpty();
  }

  @Test
  void waitingForMoreOperationsThanComeEndsInAFault() throws InterruptedException {
    measurements.failed(OperationKind.EVENT, "08");
    measurements.awaitOperations(1, Duration.ZERO);
    assertThatThrownBy(() -> measurements.awaitOperations(2, Duration.ZERO))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(SampleError.TRAFFIC_TOO_SLOW);
              assertThat(fault.detail()).hasValueSatisfying(d -> assertThat(d).contains("1 of 2"));
            });
  }

  private static final class HeldClock implements Clock {
    private long nanos = 77;

    @Override
    public Instant now() {
      return NOON;
    }

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public void pause(Duration duration) {
      nanos += duration.toNanos();
    }
  }
}
