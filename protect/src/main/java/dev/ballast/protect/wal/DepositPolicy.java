package dev.ballast.protect.wal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// When received log, which is durable already, is put into a deposit.
///
/// @param bytes as soon as whole segments of so many bytes are here
/// @param age as soon as the oldest whole segment is here for so long
public record DepositPolicy(long bytes, Duration age) {
  public DepositPolicy {
    requireNonNull(age, "age is null");
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes is not positive: " + bytes);
    }
  }

  /// 128 MiB or an hour.
  public static DepositPolicy defaults() {
    return new DepositPolicy(128L << 20, Duration.ofHours(1));
  }
}
