package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.RehearsedPoint;
import dev.ballast.evidence.Verdict;
import dev.ballast.pages.chart.LaneChart;
import dev.ballast.pages.chart.LaneChart.Look;
import dev.ballast.pages.work.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhaseLanesTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private static Proof proof(List<Phase> phases, Optional<RehearsedPoint> point) {
    return new Proof(
        "it restores",
        "shop one",
        NOON,
        NOON.plusSeconds(60),
        List.of(),
        phases,
        Duration.ofSeconds(84),
        List.of(),
        "a sandbox",
        "ballast prove --target shop",
        point);
  }

  @Test
  void eachPhaseBeginsWhereTheOneBeforeItEnded() {
    LaneChart chart =
        PhaseLanes.of(
                proof(
                    List.of(
                        new Phase(Phase.RESTORE, Duration.ofSeconds(40), 80L << 20),
                        new Phase(Phase.START, Duration.ofSeconds(5), 0)),
                    Optional.empty()),
                ZoneOffset.UTC)
            .orElseThrow();

    assertThat(chart.lanes())
        .extracting(LaneChart.Lane::name)
        .containsExactly(Phase.RESTORE, Phase.START);
    assertThat(chart.lanes().getFirst().items())
        .containsExactly(
            new LaneChart.Item(
                NOON, NOON.plusSeconds(40), Look.PLAIN, "restore took 40.0 s, 80 MB at 2.0 MB/s"));
    assertThat(chart.lanes().getLast().items())
        .containsExactly(
            new LaneChart.Item(
                NOON.plusSeconds(40), NOON.plusSeconds(45), Look.PLAIN, "start took 5.0 s"));
    assertThat(chart.span().to()).isEqualTo(NOON.plusSeconds(60));
    assertThat(chart.finding()).startsWith("The phases took 45.0 s of the run's 1 min;");
  }

  @Test
  void aRunWithoutPhasesHasNoLanes() {
    assertThat(PhaseLanes.of(proof(List.of(), Optional.empty()), ZoneOffset.UTC)).isEmpty();
  }

  @Test
  void aRecoveryHasItsTimeAndTheProofOfALogItsPoint() {
    assertThat(PhaseLanes.recovery(proof(List.of(), Optional.empty()), Duration.ofSeconds(70)))
        .containsExactly(
            new Fact(
                "recovery time",
                "1 min 10 s in this run; 1 min 24 s were expected of the whole cluster then"));
    RehearsedPoint point =
        new RehearsedPoint(
            2,
            "0/3000060",
            Optional.of(NOON),
            Optional.of(Duration.ofSeconds(4)),
            1024,
            Duration.ofSeconds(60),
            Verdict.proved());
    assertThat(PhaseLanes.recovery(proof(List.of(), Optional.of(point)), Duration.ZERO))
        .extracting(Fact::value)
        .endsWith(
            "0/3000060 on timeline 2, last commit 2026-11-30T12:00:00Z",
            "4.0 s; the objective is 1 min: proved",
            "1.0 kB of log");
  }
}
