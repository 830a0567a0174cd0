package dev.ballast.lab.traffic.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StatementStatisticsTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private static StatementFigure figure(String id, long calls, long rows) {
    return new StatementFigure(
        id, "SELECT " + id, calls, rows, Duration.ofMillis(calls), Optional.empty());
  }

  private static StatementStatistics at(int second, StatementFigure... figures) {
    return new StatementStatistics(
        List.of(figures), Optional.of(NOON.minusSeconds(100)), NOON.plusSeconds(second));
  }

  @Test
  void twoReadingsGiveWhatRanBetweenThem() {
    StatementStatistics between =
        at(20, figure("1", 150, 15), figure("2", 70, 7), figure("3", 9, 9), figure("4", 5, 0))
            .since(at(0, figure("1", 50, 5), figure("2", 70, 7), figure("4", 500, 0)));
    // The second did not run, the third is new, the fourth was reset.
    assertThat(between.statements())
        .containsExactly(figure("1", 100, 10), figure("3", 9, 9), figure("4", 5, 0));
    assertThat(between.calls()).isEqualTo(114);
    assertThat(between.perSecond(114)).hasValue(5.7);
  }

  @Test
  void oneReadingCountsSinceTheReset() {
    assertThat(at(0, figure("1", 50, 5)).perSecond(50)).hasValue(0.5);
  }

  @Test
  void aRateIsUnknownWhereTheResetIs() {
    StatementStatistics unknown =
        new StatementStatistics(List.of(figure("1", 50, 5)), Optional.empty(), NOON);
    assertThat(unknown.perSecond(50)).isEmpty();
  }
}
