package dev.ballast.vault;

/// How a deposit is written.
///
/// @param zstdLevel 1 (fast) to 19 (small)
/// @param packBytes the size at which a pack is closed and the next begun, 1 MiB to 1 GiB
/// @param reusing whether chunks that the vault has are referred to instead of stored again, for
///     which all indexes are read
public record DepositOptions(int zstdLevel, int packBytes, boolean reusing) {
  private static final int MIN_PACK = 1 << 20;
  private static final int MAX_PACK = 1 << 30;

  public DepositOptions {
    if (zstdLevel < 1 || zstdLevel > 19) {
      throw new IllegalArgumentException("zstdLevel is not 1 to 19: " + zstdLevel);
    }
    if (packBytes < MIN_PACK || packBytes > MAX_PACK) {
      throw new IllegalArgumentException("packBytes is not 1 MiB to 1 GiB: " + packBytes);
    }
  }

  /// zstd level 3 and packs of 64 MiB.
  public static DepositOptions defaults() {
    return new DepositOptions(3, 64 << 20, true);
  }

  public DepositOptions withZstdLevel(int level) {
    return new DepositOptions(level, packBytes, reusing);
  }

  public DepositOptions withPackBytes(int bytes) {
    return new DepositOptions(zstdLevel, bytes, reusing);
  }

  /// Stores each chunk, whatever the vault has: for content that is new by its nature.
  public DepositOptions withoutReuse() {
    return new DepositOptions(zstdLevel, packBytes, false);
  }
}
