package dev.ballast.observe.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.anomaly.HealthyWeeks.Deployment;
import dev.ballast.observe.anomaly.HealthyWeeks.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Four weeks of five figures, from several days of the week on.
final class HealthyWeeksTest {
  private static final Instant TUESDAY_NOON = Instant.parse("2026-01-20T11:40:00Z");

  @ParameterizedTest
  @EnumSource
  void neitherRhythmNorBackupIsAnEvent(Figure figure) {
    for (int day : List.of(0, 2, 4, 6)) {
      assertThat(events(figure, day, List.of())).as("from day %d on", day).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDeploymentsNewLevelIsOneEvent(Figure figure) {
    double factor =
        switch (figure) {
          case COMMITS, CONNECTIONS -> 1.7;
          case WAL_BYTES, MEAN_MILLIS -> 2.5;
          case LAG_SECONDS -> 40;
        };
    for (int day : List.of(0, 4)) {
      List<Anomaly> events = events(figure, day, List.of(new Deployment(TUESDAY_NOON, factor)));
      assertThat(events).as("from day %d on", day).hasSize(1);
      assertThat(events.getFirst().at())
          .isBetween(TUESDAY_NOON, TUESDAY_NOON.plus(Duration.ofHours(3)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COMMITS", "CONNECTIONS"})
  void aDeploymentThatIsTakenBackIsTwoEvents(Figure figure) {
    Instant back = TUESDAY_NOON.plus(Duration.ofDays(6));
    for (int day : List.of(0, 4)) {
      List<Anomaly> events =
          events(figure, day, List.of(new Deployment(TUESDAY_NOON, 1.7), new Deployment(back, 1)));
      assertThat(events).as("from day %d on", day).hasSize(2);
      assertThat(events.getLast().at()).isBetween(back, back.plus(Duration.ofHours(3)));
    }
  }

  private static List<Anomaly> events(Figure figure, int day, List<Deployment> deployments) {
    Instant start = HealthyWeeks.MONDAY.plus(Duration.ofDays(day));
    AnomalyDetector detector = new AnomalyDetector(0);
    List<Anomaly> events = new ArrayList<>();
    for (HealthyWeeks.Sample each :
        new HealthyWeeks(figure, start, 41 + day, deployments).samples()) {
      detector.observe(each.at(), each.value()).ifPresent(events::add);
    }
    return events;
  }
}
