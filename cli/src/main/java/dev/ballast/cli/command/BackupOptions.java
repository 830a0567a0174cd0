package dev.ballast.cli.command;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Clock;
import dev.ballast.protect.backup.BackupMode;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.verify.content.DigestSettings;
import dev.ballast.targets.config.Target;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// How a backup is taken, for `backup run` and `prove`.
public final class BackupOptions {
  /// What of the source's content is digested.
  public enum Digest {
    /// Every table whole, however large.
    FULL,
    /// Every table that is not above the sampling limit whole, the others by sample.
    AUTO,
    /// Every table above 1 MB by sample.
    SAMPLE,
    /// Nothing; level L6 of a proof is then undecided.
    NONE
  }

  @Option(
      names = "--threads",
      paramLabel = "<n>",
      order = 20,
      description =
          "How many hash, compress and encrypt at once, 1 to 64. Default: one per processor, at"
              + " least 2.")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--level",
      paramLabel = "<n>",
      order = 21,
      defaultValue = "3",
      description = "zstd level, 1 (fast) to 19 (small). Default: ${DEFAULT-VALUE}.")
  private int level;

  @Option(
      names = "--spread-checkpoint",
      order = 22,
      description =
          "Let the source take its time over the checkpoint a backup begins with (minutes), rather"
              + " than a burst of writes.")
  private boolean spreadCheckpoint;

  @Option(
      names = "--max-rate",
      paramLabel = "<kB/s>",
      order = 23,
      description = "Bound on what the source reads and sends per second, 32 to 1048576 kB.")
  private Optional<Integer> maxRate = Optional.empty();

  @Option(
      names = "--digest",
      paramLabel = "full|auto|sample|none",
      order = 24,
      defaultValue = "auto",
      description =
          "How the source's content is read at the backup's LSN, for level L6: full digests every"
              + " table whole; auto does so up to 1 GB and samples larger ones; sample samples every"
              + " table above 1 MB; none reads nothing, and L6 stays undecided. Default: ${DEFAULT-VALUE}.")
  private Digest digest = Digest.AUTO;

  @ArgGroup private Mode mode = new Mode();

  /// How much is read; at most one of them.
  static final class Mode {
    @Option(
        names = "--incremental",
        order = 25,
        description =
            "Store only the pages that changed since the target's last backup, however long ago"
                + " every page was read. A full backup is taken, and the reason reported, where"
                + " the last one cannot be relied on. Without this and --full that is the rule,"
                + " too, and a full backup is also taken when every page was last read longer ago"
                + " than full-age of ballast.yaml, or a restore would read far more than there is.")
    private boolean incremental;

    @Option(
        names = "--full",
        order = 26,
        description = "Read everything and rely on no earlier backup.")
    private boolean full;

    @Option(
        names = "--new-source",
        order = 27,
        description =
            "Take a full backup of a cluster that is not the one whose backups the vault has of"
                + " this target, or an earlier state of it. Without it such a backup is refused.")
    private boolean newSource;
  }

  /// @param clock whose time the samples are drawn from
  BackupSettings settings(Target target, Clock clock) {
    long seed = clock.now().getEpochSecond();
    BackupSettings defaults = BackupSettings.of(target.name(), seed);
    return new BackupSettings(
        target.name(),
        threads.orElse(defaults.threads()),
        level,
        !spreadCheckpoint,
        maxRate,
        digestSettings(seed),
        mode(),
        target.backup().fullAge());
  }

  private BackupMode mode() {
    if (mode.full) {
      return BackupMode.FULL;
    }
    if (mode.newSource) {
      return BackupMode.NEW_SOURCE;
    }
    return mode.incremental ? BackupMode.INCREMENTAL : BackupMode.AUTO;
  }

  private Optional<DigestSettings> digestSettings(long seed) {
    DigestSettings settings = DigestSettings.defaults(seed);
    return switch (digest) {
      case FULL -> Optional.of(settings.withSampleAbove(new ByteSize(Long.MAX_VALUE)));
      case AUTO -> Optional.of(settings);
      case SAMPLE -> Optional.of(settings.withSampleAbove(new ByteSize(1 << 20)));
      case NONE -> Optional.empty();
    };
  }
}
