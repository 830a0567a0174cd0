package dev.ballast.lab.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MixScheduleTest {
  private static final long SECOND = 1_000_000_000L;

  private static WeightedWork work(String name, double weight) {
    return new WeightedWork(
        new StatementWork(
            new TrafficStatement(name, "SELECT 1", 0, true, Keeping.NAMED), ParameterDraw.NONE),
        weight);
  }

  private static MixSchedule schedule(TrafficSettings settings, WeightedWork... works) {
    return new MixSchedule(TrafficMix.of(List.of(works)), settings);
  }

  private static Arrival next(Schedule schedule) {
    return schedule.next(0).orElseThrow();
  }

  @Test
  void evenArrivalsHaveOneGap() {
    MixSchedule schedule =
        schedule(TrafficSettings.of(4, 1).withSpacing(TrafficSettings.Spacing.EVEN), work("a", 1));
    for (int number = 1; number <= 9; number++) {
      assertThat(next(schedule).dueNanos()).isEqualTo(number * SECOND / 4);
    }
  }

  @Test
  void randomArrivalsHaveTheRateAndTheSpreadOfPoisson() {
    MixSchedule schedule = schedule(TrafficSettings.of(1000, 1), work("a", 1));
    int count = 100_000;
    long last = 0;
    double squares = 0;
    for (int number = 0; number < count; number++) {
      long due = next(schedule).dueNanos();
      double gap = (due - last) / (double) SECOND;
      squares += gap * gap;
      last = due;
    }
    // The mean of n exponential gaps lies within 5 standard errors, 1.6 %, of 1 ms; their mean
    // square is twice the square of the mean.
    assertThat(last / (double) SECOND / count).isCloseTo(0.001, within(0.000016));
    assertThat(squares / count).isCloseTo(2e-6, within(0.1e-6));
  }

  @Test
  void theSameSeedGivesTheSameArrivalsToAnyWorker() {
    List<String> one = drawn(7, false);
    assertThat(drawn(7, true)).isEqualTo(one);
    assertThat(drawn(8, false)).isNotEqualTo(one);
  }

  private static List<String> drawn(long seed, boolean counting) {
    MixSchedule schedule =
        schedule(TrafficSettings.of(50, 1).withSeed(seed), work("a", 1), work("b", 2));
    List<String> drawn = new ArrayList<>();
    for (int number = 0; number < 200; number++) {
      if (counting) {
        schedule.untaken((number + 3) * SECOND / 50);
      }
      Arrival arrival = schedule.next(number % 3).orElseThrow();
      drawn.add(arrival.dueNanos() + arrival.work().name() + arrival.random().nextInt(1_000_000));
    }
    return drawn;
  }

  @Test
  void worksArriveByTheirWeight() {
    MixSchedule schedule =
        schedule(TrafficSettings.of(1, 1), work("a", 1), work("b", 3), work("c", 6));
    Map<String, Integer> counts = new HashMap<>();
    int count = 100_000;
    for (int number = 0; number < count; number++) {
      counts.merge(next(schedule).work().name(), 1, Integer::sum);
    }
    // Five standard deviations of a binomial count are at most 790.
    assertThat((double) counts.get("a")).isCloseTo(0.1 * count, within(800.0));
    assertThat((double) counts.get("b")).isCloseTo(0.3 * count, within(800.0));
    assertThat((double) counts.get("c")).isCloseTo(0.6 * count, within(800.0));
  }

  @Test
  void countsWhatNobodyHasTaken() {
    MixSchedule schedule =
        schedule(TrafficSettings.of(10, 1).withSpacing(TrafficSettings.Spacing.EVEN), work("a", 1));
    assertThat(schedule.untaken(SECOND / 10)).isEmpty();
    assertThat(schedule.untaken(SECOND / 2 + 1))
        .containsExactly(SECOND / 10, SECOND / 5, 3 * SECOND / 10, 2 * SECOND / 5, SECOND / 2);
    next(schedule);
    assertThat(schedule.untaken(SECOND / 2)).hasSize(3);
    assertThat(next(schedule).dueNanos()).isEqualTo(SECOND / 5);
  }
}
