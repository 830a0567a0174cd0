package dev.ballast.sample.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ballast.sample.data.Dice;
import dev.ballast.sample.data.Topic;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  @Test
  void comeAtTheChosenRateWithRandomGaps() {
    Arrivals arrivals = new Arrivals(200, 11);
    long before = 0;
    int short1 = 0;
    for (int i = 1; i <= 20_000; i++) {
      Arrivals.Arrival arrival = arrivals.next();
      assertThat(arrival.number()).isEqualTo(i);
      assertThat(arrival.dueNanos()).isGreaterThanOrEqualTo(before);
      short1 += arrival.dueNanos() - before < 5_000_000 ? 1 : 0;
      before = arrival.dueNanos();
    }
    // 20000 arrivals at 200 per second take 100 s; of exponential gaps 1 - 1/e are under the mean.
    assertThat(before / 1e9).isCloseTo(100, within(3.0));
    assertThat(short1 / 20_000.0).isCloseTo(0.632, within(0.02));
  }

  @Test
  void areTheSameForTheSameSeed() {
    Arrivals one = new Arrivals(50, 11);
    Arrivals same = new Arrivals(50, 11);
    Arrivals other = new Arrivals(50, 12);
    assertThat(one.next()).isEqualTo(same.next()).isNotEqualTo(other.next());
  }

  @Test
  void kindsComeAsOftenAsTheirWeightSays() {
    Map<OperationKind, Integer> seen = new EnumMap<>(OperationKind.class);
    Dice dice = new Dice(11);
    IntStream.range(0, 20_000)
        .forEach(
            i -> seen.merge(OperationKind.drawn(dice.roll(Topic.STATEMENT, i)), 1, Integer::sum));
    assertThat(seen).hasSize(OperationKind.values().length);
    assertThat(seen.get(OperationKind.ORDER_LOOKUP)).isBetween(6_100, 6_700);
    assertThat(seen.get(OperationKind.NEW_ORDER)).isBetween(2_800, 3_200);
    assertThat(seen.get(OperationKind.REPORT)).isBetween(340, 460);
  }
}
