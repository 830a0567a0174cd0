package dev.ballast.postgres.wal;

import java.time.Instant;

/// Times as the log holds them: microseconds since 2000-01-01 00:00 UTC (`TimestampTz`).
final class WalTime {
  private static final long EPOCH_SECONDS = 946_684_800L;
  private static final long MICROS = 1_000_000L;

  private WalTime() {}

  static Instant of(long micros) {
    return Instant.ofEpochSecond(
        EPOCH_SECONDS + Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
  }
}
