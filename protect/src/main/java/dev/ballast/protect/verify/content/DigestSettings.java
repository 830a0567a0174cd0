package dev.ballast.protect.verify.content;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ByteSize;
import java.time.Duration;

/// How content is digested, on the source and on the copy alike.
///
/// @param sessions sessions a database that read in parallel, 1 to 64
/// @param attempts snapshots taken at most until one corresponds to an LSN
/// @param sampleAbove tables larger than this are sampled, not read whole
/// @param confidence how sure a sample makes, between 0 and 1
/// @param fraction the part of a table's blocks that, were so many different, a sample finds with
/// that confidence
/// @param seed what the sampled blocks are drawn from; another one each run covers other blocks
/// @param statementTimeout bound on digesting one table
/// @param lockTimeout bound on waiting for one table's ACCESS SHARE lock
public record DigestSettings(
    int sessions,
    int attempts,
    ByteSize sampleAbove,
    double confidence,
    double fraction,
    long seed,
    Duration statementTimeout,
    Duration lockTimeout) {
  public static final int DEFAULT_SESSIONS = 2;
  public static final int DEFAULT_ATTEMPTS = 200;
  public static final ByteSize DEFAULT_SAMPLE_ABOVE = new ByteSize(1L << 30);
  public static final double DEFAULT_CONFIDENCE = 0.99;
  public static final double DEFAULT_FRACTION = 0.001;
  public static final Duration DEFAULT_STATEMENT_TIMEOUT = Duration.ofMinutes(30);
  public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(5);

  private static final int MAX_SESSIONS = 64;

  public DigestSettings {
    requireNonNull(sampleAbove, "sampleAbove is null");
    requireNonNull(statementTimeout, "statementTimeout is null");
    requireNonNull(lockTimeout, "lockTimeout is null");
    if (sessions < 1 || sessions > MAX_SESSIONS) {
      throw new IllegalArgumentException("sessions is not 1 to 64: " + sessions);
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts is not positive: " + attempts);
    }
    if (!(confidence > 0 && confidence < 1 && fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException("confidence and fraction are between 0 and 1");
    }
  }

  public static DigestSettings defaults(long seed) {
    return new DigestSettings(
        DEFAULT_SESSIONS,
        DEFAULT_ATTEMPTS,
        DEFAULT_SAMPLE_ABOVE,
        DEFAULT_CONFIDENCE,
        DEFAULT_FRACTION,
        seed,
        DEFAULT_STATEMENT_TIMEOUT,
        DEFAULT_LOCK_TIMEOUT);
  }

  public DigestSettings withSessions(int count) {
    return new DigestSettings(
        count, attempts, sampleAbove, confidence, fraction, seed, statementTimeout, lockTimeout);
  }

  public DigestSettings withAttempts(int count) {
    return new DigestSettings(
        sessions, count, sampleAbove, confidence, fraction, seed, statementTimeout, lockTimeout);
  }

  public DigestSettings withSampleAbove(ByteSize size) {
    return new DigestSettings(
        sessions, attempts, size, confidence, fraction, seed, statementTimeout, lockTimeout);
  }
}
