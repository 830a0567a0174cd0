package dev.ballast.observe.anomaly;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Samples of a series to means of 5 minutes; a series of fewer samples stays as it is. The least
/// and the greatest sample of a step do not count if there are five: a stray one, such as of a
/// counter that began again, is harmless. For one thread.
final class Steps {
  static final int BYTES = 6 * Double.BYTES;

  /// The length of a step.
  static final Duration STEP = Duration.ofMinutes(5);

  private static final long SECONDS = STEP.toSeconds();
  private static final int ENOUGH = 5;

  /// Moments as milliseconds; of the latest sample, and how far the one before it was.
  private long latest = Long.MIN_VALUE;

  private long apart;
  private int held;
  private double sum;
  private double least;
  private double most;

  /// A mean and when its last sample was taken.
  record Step(Instant at, double value) {}

  /// Whether a sample is after the latest one; another one does not count.
  boolean follows(Instant at) {
    return at.toEpochMilli() > latest;
  }

  /// The time since the latest sample; none before the first.
  Optional<Duration> since(Instant at) {
    return latest == Long.MIN_VALUE
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(at.toEpochMilli() - latest));
  }

  /// Ends the step that the latest sample is in, if the next sample is in another one.
  Optional<Step> before(Instant next) {
    boolean other = held > 0 && slot(next.toEpochMilli()) != slot(latest);
    return other ? Optional.of(end()) : Optional.empty();
  }

  /// Adds a sample. The step ends with it if the next sample is expected in another one.
  Optional<Step> add(Instant at, double value) {
    long now = at.toEpochMilli();
    apart = latest == Long.MIN_VALUE ? 0 : now - latest;
    latest = now;
    least = held == 0 ? value : Math.min(least, value);
    most = held == 0 ? value : Math.max(most, value);
    sum = held == 0 ? value : sum + value;
    held++;
    return slot(now + apart) == slot(now) ? Optional.empty() : Optional.of(end());
  }

  private Step end() {
    double mean = held < ENOUGH ? sum / held : (sum - least - most) / (held - 2);
    held = 0;
    return new Step(Instant.ofEpochMilli(latest), mean);
  }

  private static long slot(long millis) {
    return Math.floorDiv(millis, SECONDS * 1_000);
  }

  void write(ByteBuffer to) {
    to.putLong(latest).putLong(apart).putLong(held).putDouble(sum).putDouble(least);
    to.putDouble(most);
  }

  void read(ByteBuffer from) {
    latest = from.getLong();
    apart = from.getLong();
    held = (int) from.getLong();
    sum = from.getDouble();
    least = from.getDouble();
    most = from.getDouble();
  }
}
