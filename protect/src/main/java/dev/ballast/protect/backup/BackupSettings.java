package dev.ballast.protect.backup;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.wire.BaseBackupOptions;
import dev.ballast.protect.SettingRange;
import dev.ballast.protect.verify.content.DigestSettings;
import dev.ballast.targets.config.BackupTerms;
import java.time.Duration;
import java.util.Optional;

/// How a backup is taken.
///
/// @param target the name it is kept under
/// @param threads how many hash, compress and encrypt at once, 1 to 64
/// @param zstdLevel 1 (fast) to 19 (small)
/// @param fastCheckpoint begin at once, at the price of a burst of writes on the source
/// @param maxRateKilobytes bound on what the server reads per second, in kB, 32 to 1048576
/// @param digest how the source's content is digested; absent for not at all
/// @param mode how much is read and stored
/// @param fullAge how long ago every page may have been read when a backup that chooses for itself
///     stores only what changed
public record BackupSettings(
    String target,
    int threads,
    int zstdLevel,
    boolean fastCheckpoint,
    Optional<Integer> maxRateKilobytes,
    Optional<DigestSettings> digest,
    BackupMode mode,
    Duration fullAge) {
  public static final int MAX_THREADS = 64;
  public static final int DEFAULT_ZSTD_LEVEL = 3;

  private static final int MAX_ZSTD_LEVEL = 19;

  /// Throws `setting-out-of-range` for a number outside of its range.
  public BackupSettings {
    requireNonNull(target, "target is null");
    requireNonNull(maxRateKilobytes, "maxRateKilobytes is null");
    requireNonNull(digest, "digest is null");
    requireNonNull(mode, "mode is null");
    requireNonNull(fullAge, "fullAge is null");
    new SettingRange("--threads", 1, MAX_THREADS).require(threads);
    new SettingRange("--level", 1, MAX_ZSTD_LEVEL).require(zstdLevel);
    SettingRange rates =
        new SettingRange("--max-rate", BaseBackupOptions.MIN_RATE, BaseBackupOptions.MAX_RATE);
    maxRateKilobytes.ifPresent(rates::require);
  }

  /// One that chooses for itself as targets do by default.
  public BackupSettings(
      String target,
      int threads,
      int zstdLevel,
      boolean fastCheckpoint,
      Optional<Integer> maxRateKilobytes,
      Optional<DigestSettings> digest,
      BackupMode mode) {
    this(
        target,
        threads,
        zstdLevel,
        fastCheckpoint,
        maxRateKilobytes,
        digest,
        mode,
        BackupTerms.DEFAULTS.fullAge());
  }

  /// A full backup.
  public BackupSettings(
      String target,
      int threads,
      int zstdLevel,
      boolean fastCheckpoint,
      Optional<Integer> maxRateKilobytes,
      Optional<DigestSettings> digest) {
    this(target, threads, zstdLevel, fastCheckpoint, maxRateKilobytes, digest, BackupMode.FULL);
  }

  public BackupSettings withMode(BackupMode other) {
    return new BackupSettings(
        target, threads, zstdLevel, fastCheckpoint, maxRateKilobytes, digest, other, fullAge);
  }

  public BackupSettings withFullAge(Duration other) {
    return new BackupSettings(
        target, threads, zstdLevel, fastCheckpoint, maxRateKilobytes, digest, mode, other);
  }

  /// Everything at its default, the whole content digested.
  ///
  /// @param seed what the blocks of sampled tables are drawn from
  public static BackupSettings of(String target, long seed) {
    return new BackupSettings(
        target,
        Math.clamp(Runtime.getRuntime().availableProcessors(), 2, MAX_THREADS),
        DEFAULT_ZSTD_LEVEL,
        true,
        Optional.empty(),
        Optional.of(DigestSettings.defaults(seed)));
  }
}
