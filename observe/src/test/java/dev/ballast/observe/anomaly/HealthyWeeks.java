package dev.ballast.observe.anomaly;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Four weeks of a healthy server in samples of 10 s: a rhythm of the day and of the week, noise
/// that lasts and noise that does not, a backup each night, which is not always as long, and, where
/// wanted, deployments after which the level is another one.
final class HealthyWeeks {
  static final Duration SAMPLE = Duration.ofSeconds(10);

  /// 2026-01-05, a Monday.
  static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");

  private static final int SAMPLES = 28 * 8_640;

  /// How much of the noise is left after 10 s; half of it after 10 minutes.
  private static final double STAYS = Math.pow(0.5, 1 / 60.0);

  private final Random random;
  private final Figure figure;
  private final Instant start;
  private final List<Deployment> deployments;
  private double lasting;

  /// What is watched.
  enum Figure {
    COMMITS(200, 400, 0.03, 0),
    CONNECTIONS(20, 100, 0.03, 4),
    WAL_BYTES(250_000, 5_000_000, 0.15, 8_000_000),
    MEAN_MILLIS(2, 1.5, 0.06, 3),
    LAG_SECONDS(0.02, 0.05, 0.15, 1);

    private final double night;
    private final double day;
    private final double noise;
    private final double backup;

    Figure(double night, double day, double noise, double backup) {
      this.night = night;
      this.day = day;
      this.noise = noise;
      this.backup = backup;
    }
  }

  /// From a moment on the figure is this many times as large, the backup's share excepted.
  record Deployment(Instant at, double factor) {}

  record Sample(Instant at, double value) {}

  HealthyWeeks(Figure figure, Instant start, long seed, List<Deployment> deployments) {
    random = new Random(seed);
    this.figure = figure;
    this.start = start;
    this.deployments = List.copyOf(deployments);
  }

  List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    long backupSeconds = 0;
    for (int i = 0; i < SAMPLES; i++) {
      Instant at = start.plus(SAMPLE.multipliedBy(i));
      long second = Math.floorMod(at.getEpochSecond(), 86_400L);
      if (second == 0 || i == 0) {
        backupSeconds = Math.round(2_400 + 120 * random.nextGaussian());
      }
      lasting = STAYS * lasting + Math.sqrt(1 - STAYS * STAYS) * random.nextGaussian();
      double noise = Math.exp(figure.noise * lasting + 2 * figure.noise * random.nextGaussian());
      double value = (figure.night + figure.day * busy(at)) * noise * factor(at);
      boolean backup = second >= 7_200 && second < 7_200 + backupSeconds;
      double share = backup ? figure.backup * Math.exp(0.1 * lasting) : 0;
      samples.add(new Sample(at, value + share));
    }
    return samples;
  }

  private double factor(Instant at) {
    double factor = 1;
    for (Deployment each : deployments) {
      factor = at.isBefore(each.at()) ? factor : each.factor();
    }
    return factor;
  }

  /// From 0 at night to 1 at 13:00, and at most 0.4 on Saturday and Sunday.
  private static double busy(Instant at) {
    double hour = Math.floorMod(at.getEpochSecond(), 86_400L) / 3_600.0;
    long day = Math.floorMod(Math.floorDiv(at.getEpochSecond(), 86_400L) + 3, 7L);
    double sun = hour < 5 || hour > 21 ? 0 : Math.sin(Math.PI * (hour - 5) / 16);
    return Math.pow(sun, 1.2) * (day >= 5 ? 0.4 : 1);
  }
}
