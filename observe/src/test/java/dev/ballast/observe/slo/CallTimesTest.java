package dev.ballast.observe.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class CallTimesTest {
  private static final int CALLS = 100_000;

  private static CallTimes of(double... seconds) {
    return new CallTimes(
        seconds.length,
        DoubleStream.of(seconds).sum(),
        DoubleStream.of(seconds).map(s -> s * s).sum());
  }

  @Test
  void callsThatAllTakeAsLongAreAllWithinOrNone() {
    CallTimes same = of(0.02, 0.02, 0.02);
    assertThat(same.within(Duration.ofMillis(20))).isEqualTo(3);
    assertThat(same.within(Duration.ofMillis(19))).isZero();
    assertThat(new CallTimes(0, 0, 0).within(Duration.ofMillis(1))).isZero();
  }

  /// The logarithms of e^-1 and e^1 have the mean 0; those of a log-normal distribution of the same
  /// mean and variance are computed by hand: mean 1.5431, variance 1.3811, so that the variance of
  /// the logarithm is ln(1 + 1.3811 / 2.3811) = 0.4577 and its mean 0.2050. 1 is 0.3030 deviations
  /// below: 38.10 % of a normal distribution.
  @Test
  void theDistributionHasTheMeanAndTheVariance() {
    assertThat(of(Math.exp(-1), Math.exp(1)).within(Duration.ofSeconds(1)))
        .isCloseTo(2 * 0.3810, within(0.001));
  }

  /// How far off it is where times are distributed otherwise, at limits that half, 95 and 99 of 100
  /// calls are within; the decision has these figures.
  @Test
  void theEstimateIsWithinTheErrorThatIsStated() {
    assertThat(worst(random -> Math.exp(random.nextGaussian()))).isLessThan(0.005);
    assertThat(worst(random -> -Math.log(1 - random.nextDouble()))).isLessThan(0.02);
    assertThat(worst(random -> 1 + random.nextGaussian() / 5)).isLessThan(0.05);
    assertThat(worst(Random::nextDouble)).isBetween(0.05, 0.12);
    assertThat(worst(random -> mixed(random, 10, 20))).isBetween(0.05, 0.1);
    assertThat(worst(random -> mixed(random, 100, 100))).isBetween(0.15, 0.21);
  }

  /// One in so many calls takes that many times as long, as from disk rather than from memory.
  private static double mixed(Random random, int oneIn, int times) {
    return (random.nextInt(oneIn) == 0 ? times : 1) * Math.exp(random.nextGaussian() / 4);
  }

  private static double worst(ToDoubleFunction<Random> distribution) {
    Random random = new Random(17);
    double[] times =
        DoubleStream.generate(() -> Math.max(0, distribution.applyAsDouble(random)) / 100)
            .limit(CALLS)
            .sorted()
            .toArray();
    CallTimes sums = of(times);
    double worst = 0;
    for (double share : new double[] {0.5, 0.95, 0.99}) {
      Duration limit = Duration.ofNanos(Math.round(times[(int) (share * CALLS)] * 1e9));
      worst = Math.max(worst, Math.abs(sums.within(limit) / CALLS - share));
    }
    return worst;
  }
}
