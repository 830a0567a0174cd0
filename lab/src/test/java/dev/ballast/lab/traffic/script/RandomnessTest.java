package dev.ballast.lab.traffic.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RandomnessTest {
  private static final int DRAWS = 100_000;

  /// The share of draws that are each of the numbers from 1 to 10.
  private static double[] shares(ToLongFunction<RandomGenerator> draw) {
    SplittableRandom random = new SplittableRandom(5);
    double[] shares = new double[11];
    for (int i = 0; i < DRAWS; i++) {
      shares[(int) draw.applyAsLong(random)] += 1.0 / DRAWS;
    }
    assertThat(shares[0]).isZero();
    return shares;
  }

  @Test
  void uniformNumbersAreEquallyFrequent() {
    double[] shares = shares(random -> Randomness.uniform(1, 10, random));
    for (int number = 1; number <= 10; number++) {
      // Five standard errors of a share of 0.1 are 0.0047.
      assertThat(shares[number]).isCloseTo(0.1, within(0.005));
    }
  }

  @Test
  void theWholeRangeIsDrawnFrom() {
    SplittableRandom random = new SplittableRandom(1);
    assertThat(Randomness.uniform(7, 7, random)).isEqualTo(7);
    assertThat(Randomness.uniform(Long.MAX_VALUE, Long.MAX_VALUE, random))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(Randomness.uniform(Long.MAX_VALUE - 1, Long.MAX_VALUE, random))
        .isGreaterThanOrEqualTo(Long.MAX_VALUE - 1);
    Randomness.uniform(Long.MIN_VALUE, Long.MAX_VALUE, random);
  }

  /// By the normal
  /// distribution: the middle fifth is within 0.8 of 4 deviations from the mean, 2 Φ(0.8) - 1 =
  /// 0.5763; each end tenth beyond 3.2, 0.0007.
  @Test
  void gaussianNumbersAreAroundTheMiddle() {
    double[] shares = shares(random -> Randomness.gaussian(1, 10, 4, random));
    assertThat(shares[5] + shares[6]).isCloseTo(0.5763, within(0.008));
    assertThat(shares[1]).isCloseTo(0.0007, within(0.0005));
    assertThat(shares[10]).isCloseTo(0.0007, within(0.0005));
  }

  /// The manual: value i is drawn with probability (f(i) - f(i + 1)), where f(x) = exp(-p (x - min)
  /// / (max - min + 1)) / (1 - exp(-p)).
  @Test
  void exponentialNumbersFallOff() {
    double[] shares = shares(random -> Randomness.exponential(1, 10, 2.5, random));
    for (int number = 1; number <= 10; number++) {
      double expected =
          (Math.exp(-2.5 * (number - 1) / 10) - Math.exp(-2.5 * number / 10))
              / (1 - Math.exp(-2.5));
      assertThat(shares[number]).isCloseTo(expected, within(0.0075));
    }
  }

  /// The k-th is as frequent as 1 / k^1.5, and the sum of those over ten is 1.9953.
  @Test
  void zipfianNumbersFallOffByAPower() {
    double[] shares = shares(random -> Randomness.zipfian(1, 10, 1.5, random));
    for (int number = 1; number <= 10; number++) {
      assertThat(shares[number]).isCloseTo(Math.pow(number, -1.5) / 1.9953, within(0.008));
    }
    assertThat(Randomness.zipfian(3, 3, 1.5, new SplittableRandom(1))).isEqualTo(3);
  }
}
