package dev.ballast.protect.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupListing;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.prove.Proving;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecoveryOutlookIT {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;

  static IntStream majors() {
    return TestedMajors.outermost();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void isMadeOfWhatProofsMeasuredAndOfTodaysSize(int major) {
    try (TemporaryCluster source = TemporaryCluster.start(major, Clock.system());
        Vault vault = TestVault.in(folder)) {
      assertThat(outlook(vault, source, HOUR).verdict().why())
          .contains("no backup of the target is in the vault");
      Backup backup =
          new BackupRun(
                  vault,
                  source.settings(),
                  new BackupSettings("shop", 2, 1, true, Optional.empty(), Optional.empty()),
                  Clock.system(),
                  Progress.NONE)
              .run();
      Proof proof =
          new Proving(
                  vault, backup, ProvingSettings.of("ballast prove"), Clock.system(), Progress.NONE)
              .run()
              .proof();

      assertThatItMeasuredTheRecovery(proof, backup);
      assertThat(outlook(vault, source, HOUR).verdict().why())
          .contains("1 proof of the target recovered a copy, and at least 5 are needed");
      long bytes = backup.record().totals().bytes();
      for (int day = 1; day <= 9; day++) {
        long megabytes = bytes / DrillBuilder.MB + 10L * day;
        vault.evidence().append(DrillBuilder.proof(day, megabytes, 16 + 8 * day, 1));
      }
      try (Session session = source.session()) {
        session.execute("CREATE TABLE t AS SELECT generate_series(1, 300000) AS i");
      }
      assertThatItIsOfTodaysSize(outlook(vault, source, HOUR), backup);
      assertThatItProposesABackup(vault, source);
    }
  }

  private static RecoveryOutlook outlook(Vault vault, TemporaryCluster source, Duration objective) {
    return RecoveryOutlook.of(vault, "shop", objective, source::settings);
  }

  /// What was replayed until the first session and after it is all of the backup's log, and the
  /// parts of the time are all of the time.
  private static void assertThatItMeasuredTheRecovery(Proof proof, Backup backup) {
    Drill drill = Drill.of(proof).orElseThrow();
    long log = backup.record().span().end().minus(backup.record().span().start());

    assertThat(drill.replay().bytes()).isPositive().isLessThanOrEqualTo(log);
    assertThat(drill.admitted().orElseThrow().bytes())
        .isPositive()
        .isLessThanOrEqualTo(drill.replay().bytes());
    assertThat(drill.admitted().orElseThrow().took()).isPositive();
    assertThat(drill.restore().bytes()).isGreaterThan(backup.record().totals().bytes());
    assertThat(proof.phases())
        .extracting(Phase::name)
        .containsSubsequence("restore", "WAL check", "start", "replay", "promotion");
    assertThat(drill.recovery())
        .isLessThanOrEqualTo(Duration.between(proof.startedAt(), proof.endedAt()));
  }

  private static void assertThatItIsOfTodaysSize(RecoveryOutlook outlook, Backup backup) {
    assertThat(outlook.verdict()).isEqualTo(Verdict.proved());
    assertThat(outlook.remedy()).isEqualTo(new Remedy.None());
    ClusterSize size = outlook.size().orElseThrow();
    assertThat(size.unknown()).isEmpty();
    // 300,000 rows are 1,328 pages
    assertThat(size.bytes() - backup.record().totals().bytes()).isBetween(10_000_000L, 16_000_000L);
    assertThat(outlook.drills()).isEqualTo(10);
  }

  private static void assertThatItProposesABackup(Vault vault, TemporaryCluster source) {
    RecoveryOutlook missed = outlook(vault, source, Duration.ofMillis(10));

    assertThat(missed.verdict().isRefuted()).isTrue();
    assertThat(missed.remedy()).isInstanceOf(Remedy.Beyond.class);
    RecoveryModel model = RecoveryModel.fit(Drill.of(vault, "shop", RecoveryForecast.MOST_DRILLS));
    List<Backup> taken = BackupListing.of(vault).backups();
    Remedy remedy =
        RecoveryOutlook.remedy(model, taken, missed.size().orElseThrow(), Duration.ofSeconds(30));
    assertThat(((Remedy.NewBackup) remedy).takes().orElseThrow()).isPositive();

    RecoveryOutlook gone =
        RecoveryOutlook.of(vault, "shop", HOUR, () -> ofNobody(source.settings()));
    assertThat(gone.size().orElseThrow().unknown()).isPresent();
    assertThat(gone.size().orElseThrow().bytes())
        .isEqualTo(taken.getFirst().record().totals().bytes());
    assertThat(gone.verdict().isProved()).isTrue();
  }

  private static ConnectionSettings ofNobody(ConnectionSettings settings) {
    return new ConnectionSettings(
        settings.host() + "-gone",
        settings.port(),
        settings.database(),
        settings.user(),
        settings.password(),
        settings.tls(),
        settings.connectTimeout());
  }
}
