package dev.ballast.observe.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.collect.wal.WalFamily;
import dev.ballast.observe.family.Family;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RateTest {
  private static final Family<?> FAMILY = new WalFamily();
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  /// 50 bytes in ten seconds, whatever the wall clock says.
  @Test
  void aClockThatJumpsChangesNoRate() {
    for (Duration jump : List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(-1))) {
      assertThat(rate(100, 150, NOON.plusSeconds(10).plus(jump))).hasValue(5.0);
    }
  }

  @Test
  void aCounterThatFellHasNone() {
    assertThat(rate(150, 100, NOON.plusSeconds(10))).isEmpty();
    assertThat(rate(Double.NaN, 100, NOON.plusSeconds(10))).isEmpty();
    assertThat(rate(100, 100, NOON.plusSeconds(10))).hasValue(0.0);
  }

  private static OptionalDouble rate(double before, double now, Instant at) {
    Reading first = reading(before, NOON);
    Reading second = reading(now, at);
    FamilyState state =
        FamilyState.unread(FAMILY).with(first, 7_000_000_000L).with(second, 17_000_000_000L);
    return Rate.of(state, second.entities().getFirst(), "bytes");
  }

  private static Reading reading(double bytes, Instant at) {
    double[] values = new double[FAMILY.metrics().size()];
    Arrays.fill(values, 1);
    values[FAMILY.layout().indexOf("bytes")] = bytes;
    return new Reading("shop", FAMILY.layout(), at, List.of(new Figures(Labels.NONE, values)));
  }
}
