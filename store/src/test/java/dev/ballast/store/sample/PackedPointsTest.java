package dev.ballast.store.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ballast.evidence.Fault;
import dev.ballast.store.StoreError;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedPointsTest {
  private static final long START = 1_764_000_000_000L;

  static Stream<double[]> columns() {
    return Stream.of(
        new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN},
        new double[] {5, 5, 5, 5},
        new double[] {-0.0, -0.0, -0.0, -0.0},
        new double[] {0.0, -0.0, 0.0, -0.0},
        new double[] {0.1, 0.1, 0.1, 0.1},
        new double[] {1, 2, Double.NaN, 4},
        new double[] {Double.NaN, 7, 7, 7},
        new double[] {0x1p53, 0x1p53 - 1, -0x1p53, 0},
        new double[] {1e300, -1e300, Double.MIN_VALUE, Double.MAX_VALUE},
        new double[] {Double.POSITIVE_INFINITY, 1, Double.NEGATIVE_INFINITY, 2},
        new double[] {12.345, 12.346, 0.001, 98_765_432_109.876},
        new double[] {Math.PI, Math.E, Math.PI, Math.E});
  }

  @ParameterizedTest
  @MethodSource("columns")
  void everyNumberComesBackAsTheSameBits(double[] column) {
    Points points = new Points(2);
    for (int i = 0; i < column.length; i++) {
      points.add(START + i * 10_000L, new double[] {column[i], i});
    }

    Points back = PackedPoints.unpack(PackedPoints.pack(points), 2);

    assertThat(back.count()).isEqualTo(column.length);
    for (int i = 0; i < column.length; i++) {
      assertThat(back.millis(i)).isEqualTo(START + i * 10_000L);
      assertThat(Double.doubleToRawLongBits(back.value(i, 0)))
          .isEqualTo(Double.doubleToRawLongBits(column[i]));
      assertThat(back.value(i, 1)).isEqualTo(i);
    }
  }

  @Test
  void anyPointsComeBack() {
    Random random = new Random(11);
    for (int round = 0; round < 500; round++) {
      int metrics = 1 + random.nextInt(5);
      Points points = new Points(metrics);
      long at = random.nextLong(START);
      for (int i = random.nextInt(200); i > 0; i--) {
        double[] row = new double[metrics];
        for (int m = 0; m < metrics; m++) {
          row[m] =
              switch (random.nextInt(4)) {
                case 0 -> Double.NaN;
                case 1 -> random.nextInt(1000);
                case 2 -> random.nextInt(1_000_000) / 1000.0;
                default -> random.nextGaussian() * 1e6;
              };
        }
        at += 1 + random.nextLong(20_000);
        points.add(at, row);
      }

      Points back = PackedPoints.unpack(PackedPoints.pack(points), metrics);

      assertThat(back.count()).isEqualTo(points.count());
      for (int i = 0; i < points.count(); i++) {
        assertThat(back.millis(i)).isEqualTo(points.millis(i));
        for (int m = 0; m < metrics; m++) {
          assertThat(back.value(i, m)).isEqualTo(Double.valueOf(points.value(i, m)));
        }
      }
      int only = random.nextInt(metrics);
      Points one = PackedPoints.unpackOne(PackedPoints.pack(points), metrics, only);
      assertThat(one.count()).isEqualTo(points.count());
      for (int i = 0; i < points.count(); i++) {
        assertThat(one.millis(i)).isEqualTo(points.millis(i));
        assertThat(one.value(i, 0)).isEqualTo(Double.valueOf(points.value(i, only)));
      }
    }
  }

  /// A server that does nothing: 360 points of 20 counters that stand still.
  @Test
  void whatDoesNotChangeTakesNextToNothing() {
    Points points = new Points(20);
    for (int i = 0; i < 360; i++) {
      double[] row = new double[20];
      Arrays.setAll(row, m -> m * 1_000_003.0);
      points.add(START + i * 10_000L, row);
    }

    assertThat(PackedPoints.pack(points)).hasSizeLessThan(150);
  }

  @Test
  void aDamagedChunkIsReportedOrDecodesToPoints() {
    Points points = new Points(3);
    for (int i = 0; i < 50; i++) {
      points.add(START + i * 10_000L, new double[] {i, i / 7.0, i % 3 == 0 ? Double.NaN : 1});
    }
    byte[] chunk = PackedPoints.pack(points);
    for (int at = 0; at < chunk.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = chunk.clone();
        damaged[at] ^= (byte) (1 << bit);
        Throwable thrown = catchThrowable(() -> PackedPoints.unpack(damaged, 3));
        assertThat(thrown).isIn(null, thrown instanceof Fault ? thrown : null);
        Throwable ofOne = catchThrowable(() -> PackedPoints.unpackOne(damaged, 3, 2));
        assertThat(ofOne).isIn(null, ofOne instanceof Fault ? ofOne : null);
      }
      byte[] cut = Arrays.copyOf(chunk, at);
      assertThatThrownBy(() -> PackedPoints.unpack(cut, 3))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(StoreError.SAMPLES_DAMAGED));
    }
  }
}
