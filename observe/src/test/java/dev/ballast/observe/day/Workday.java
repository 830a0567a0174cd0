package dev.ballast.observe.day;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/// What happens at a shop's server: traffic with a rhythm of the day and of the week, noise that
/// lasts and noise that does not, a batch and a backup each night, autovacuum, checkpoints, and on
/// the last day a deployment. For one thread.
public final class Workday {
  /// The day that is judged, a Monday.
  public static final Instant DAY = Instant.parse("2026-02-09T00:00:00Z");

  /// When the server was started, and its statistics began.
  static final Instant STARTED = DAY.minus(Duration.ofDays(60));

  /// When the application is deployed on the day that is judged.
  static final Instant DEPLOYMENT = DAY.plus(Duration.ofHours(11));

  /// How long its processes take to be replaced.
  static final Duration ROLLOUT = Duration.ofSeconds(40);

  private static final double DAY_SECONDS = 86_400;
  private static final double BATCH_START = 3_600;
  private static final double BACKUP_START = 7_200;

  /// How much of the noise that lasts is left after a second; half of it after 10 minutes.
  private static final double STAYS = Math.pow(0.5, 1 / 600.0);

  private final Random random;
  private final Optional<Planted> planted;
  private Instant now;
  private double lasting;
  private double other;
  private double batchSeconds = 2_400;
  private double backupSeconds = 2_400;

  Workday(long seed, Instant start, Optional<Planted> planted) {
    random = new Random(seed);
    this.planted = planted;
    now = start;
  }

  Instant now() {
    return now;
  }

  void advance(Duration step) {
    double second = second();
    now = now.plus(step);
    if (second() < second) {
      batchSeconds = 2_400 + 180 * random.nextGaussian();
      backupSeconds = 2_400 + 180 * random.nextGaussian();
    }
    double keep = Math.pow(STAYS, (double) step.toSeconds());
    lasting = keep * lasting + Math.sqrt(1 - keep * keep) * random.nextGaussian();
    other = keep * other + Math.sqrt(1 - keep * keep) * random.nextGaussian();
  }

  double second() {
    return Math.floorMod(now.getEpochSecond(), (long) DAY_SECONDS);
  }

  /// From 0 at night to 1 at 13:00, and at most 0.4 on Saturday and Sunday.
  double busy() {
    double hour = second() / 3_600;
    long day = Math.floorMod(Math.floorDiv(now.getEpochSecond(), (long) DAY_SECONDS) + 3, 7L);
    double sun = hour < 5 || hour > 21 ? 0 : Math.sin(Math.PI * (hour - 5) / 16);
    return Math.pow(sun, 1.2) * (day >= 5 ? 0.4 : 1);
  }

  boolean isBatch() {
    return second() >= BATCH_START && second() < BATCH_START + batchSeconds;
  }

  boolean isBackup() {
    return second() >= BACKUP_START && second() < BACKUP_START + backupSeconds;
  }

  /// How far the backup is; 0 where none runs.
  double backupAge() {
    return isBackup() ? second() - BACKUP_START : 0;
  }

  /// Whether processes of the application are being replaced.
  boolean isRollout() {
    return !now.isBefore(DEPLOYMENT) && now.isBefore(DEPLOYMENT.plus(ROLLOUT));
  }

  boolean isDeployed() {
    return !now.isBefore(DEPLOYMENT);
  }

  /// A factor around 1 that differs at each call.
  double noise(double size) {
    return Math.exp(size * random.nextGaussian());
  }

  /// A whole number from 0 on, of that mean.
  double some(double mean) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double p = random.nextDouble(); p > limit && count < 1_000; p *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  /// Transactions of the application per second.
  double traffic() {
    double share = planted.map(p -> p.traffic(now, DAY)).orElse(1.0);
    return (60 + 340 * busy()) * Math.exp(0.04 * lasting) * share * (isRollout() ? 0.4 : 1);
  }

  /// How much longer all statements take than at night.
  double load() {
    return (1 + 0.3 * busy()) * Math.exp(0.05 * other) * (isBackup() ? 1.15 : 1);
  }

  double connections() {
    double open = 30 + 60 * busy() * Math.exp(0.05 * lasting) + random.nextInt(4);
    double more = planted.map(p -> p.connections(now, DAY)).orElse(0.0);
    return Math.rint(open * (isRollout() ? 0.35 : 1) + more);
  }

  /// Bytes of WAL per second.
  double log() {
    double share = planted.map(p -> p.log(now, DAY)).orElse(1.0);
    double batch = isBatch() ? 6e6 : 0;
    // After a checkpoint whole pages are logged.
    double pages = 1 + 0.6 * Math.exp(-(now.getEpochSecond() % 300) / 60.0);
    return (traffic() * 9_000 * pages * share + 40_000 + batch) * Math.exp(0.1 * other);
  }

  /// Seconds that the standby is behind.
  double lag() {
    double more = planted.map(p -> p.lag(now, DAY)).orElse(0.0);
    double base = 0.03 + 0.06 * busy() + (isBatch() ? 1.2 : 0) + (isBackup() ? 0.1 : 0);
    return base * Math.exp(0.3 * other) * noise(0.2) + more;
  }

  double slower(int statement) {
    return planted.map(p -> p.slower(statement, now, DAY)).orElse(1.0);
  }

  double moreCalls(int statement) {
    return planted.map(p -> p.moreCalls(statement, now, DAY)).orElse(1.0);
  }
}
