package dev.ballast.protect.backup;

import static java.util.Objects.requireNonNull;

import dev.ballast.protect.verify.content.DigestSettings;
import java.util.Optional;

/// How a backup is taken.
///
/// @param target the name it is kept under
/// @param threads how many hash, compress and encrypt at once, 1 to 64
/// @param zstdLevel 1 (fast) to 19 (small)
/// @param fastCheckpoint begin at once, at the price of a burst of writes on the source
/// @param maxRateKilobytes bound on what the server reads per second, in kB, 32 to 1048576
/// @param digest how the source's content is digested; absent for not at all
public record BackupSettings(
    String target,
    int threads,
    int zstdLevel,
    boolean fastCheckpoint,
    Optional<Integer> maxRateKilobytes,
    Optional<DigestSettings> digest) {
  public static final int MAX_THREADS = 64;
  public static final int DEFAULT_ZSTD_LEVEL = 3;

  public BackupSettings {
    requireNonNull(target, "target is null");
    requireNonNull(maxRateKilobytes, "maxRateKilobytes is null");
    requireNonNull(digest, "digest is null");
    if (threads < 1 || threads > MAX_THREADS) {
      throw new IllegalArgumentException("threads out of range: " + threads);
    }
    if (zstdLevel < 1 || zstdLevel > 19) {
      throw new IllegalArgumentException("zstd level out of range: " + zstdLevel);
    }
  }

  /// Everything at its default, the whole content digested.
  ///
  /// @param seed what the blocks of sampled tables are drawn from
  public static BackupSettings of(String target, long seed) {
    return new BackupSettings(
        target,
        Math.max(2, Runtime.getRuntime().availableProcessors()),
        DEFAULT_ZSTD_LEVEL,
        true,
        Optional.empty(),
        Optional.of(DigestSettings.defaults(seed)));
  }
}
