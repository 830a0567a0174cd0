package dev.ballast.protect.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupRunIT {
  private static final int KILOBYTES = 6144;

  /// A fifth more than the bound: the server counts in steps and does not count the end.
  private static final double TOLERANCE = 1.2;

  @TempDir private Path folder;

  /// A new cluster has more than 20 MB, which is sent within a second where nothing bounds it.
  @Test
  void aBackupReadsNoMorePerSecondThanItsBound() {
    try (TemporaryCluster source =
            TemporaryCluster.of(TestedMajors.one(), Clock.system()).tcp().start();
        Vault vault =
            Vault.init(
                new VaultSettings(folder.resolve("vault"), folder.resolve("heads"), Clock.system()),
                MasterKey.generate(),
                Vault.DEFAULT_CHUNK_SIZE)) {
      BackupRecord record =
          new BackupRun(
                  vault,
                  source.settings(),
                  new BackupSettings(
                      "source", 2, 3, true, Optional.of(KILOBYTES), Optional.empty()),
                  Clock.system(),
                  Progress.NONE)
              .run()
              .record();
      Duration took = Duration.between(record.origin().startedAt(), record.origin().endedAt());

      assertThat(record.totals().bytes()).isGreaterThan(20L << 20);
      assertThat(record.totals().bytes() / (took.toMillis() / 1000.0))
          .isLessThan(KILOBYTES * 1024 * TOLERANCE);
    }
  }
}
