package dev.ballast.postgres.wire;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// The name and the bounds of a replication connection.
///
/// @param applicationName shown in `pg_stat_replication`, and what `synchronous_standby_names`
///     lists
/// @param commandTimeout bound on a small command as a whole (IDENTIFY_SYSTEM, slots, SHOW)
/// @param backupSilence longest wait for the next byte of a base backup; a spread checkpoint and
///     the wait for WAL archiving are silent, hence minutes
/// @param walSilence longest wait for any message while WAL streams, `wal_receiver_timeout`
/// @param statusInterval time between status updates while WAL streams,
///     `wal_receiver_status_interval`
public record ReplicationOptions(
    String applicationName,
    Duration commandTimeout,
    Duration backupSilence,
    Duration walSilence,
    Duration statusInterval) {
  public static final Duration DEFAULT_COMMAND_TIMEOUT = Duration.ofSeconds(60);
  public static final Duration DEFAULT_BACKUP_SILENCE = Duration.ofMinutes(15);
  public static final Duration DEFAULT_WAL_SILENCE = Duration.ofSeconds(60);
  public static final Duration DEFAULT_STATUS_INTERVAL = Duration.ofSeconds(10);

  /// A socket's timeout is an `int` of milliseconds.
  public static final Duration LONGEST_WAIT = Duration.ofDays(1);

  public ReplicationOptions {
    requireNonNull(applicationName, "applicationName is null");
    requireBounded(commandTimeout, "commandTimeout");
    requireBounded(backupSilence, "backupSilence");
    requireBounded(walSilence, "walSilence");
    requireBounded(statusInterval, "statusInterval");
  }

  public static ReplicationOptions of(String applicationName) {
    return new ReplicationOptions(
        applicationName,
        DEFAULT_COMMAND_TIMEOUT,
        DEFAULT_BACKUP_SILENCE,
        DEFAULT_WAL_SILENCE,
        DEFAULT_STATUS_INTERVAL);
  }

  public ReplicationOptions withCommandTimeout(Duration timeout) {
    return new ReplicationOptions(
        applicationName, timeout, backupSilence, walSilence, statusInterval);
  }

  public ReplicationOptions withBackupSilence(Duration silence) {
    return new ReplicationOptions(
        applicationName, commandTimeout, silence, walSilence, statusInterval);
  }

  public ReplicationOptions withWalSilence(Duration silence) {
    return new ReplicationOptions(
        applicationName, commandTimeout, backupSilence, silence, statusInterval);
  }

  public ReplicationOptions withStatusInterval(Duration interval) {
    return new ReplicationOptions(
        applicationName, commandTimeout, backupSilence, walSilence, interval);
  }

  private static void requireBounded(Duration duration, String name) {
    requireNonNull(duration, name + " is null");
    if (duration.toMillis() < 1 || duration.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException(name + " is not from 1 ms to 1 day: " + duration);
    }
  }
}
