package dev.ballast.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.prove.Proving;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimelineIT {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void aPromotedSourceIsProvedOnItsOwnTimeline(int major) throws IOException {
    try (TemporaryCluster source = TemporaryCluster.start(major, Clock.system());
        Vault vault = TestVault.in(folder)) {
      becomeStandby(source);
      source.promote();
      write(source);

      Backup backup = backUp(vault, source);

      assertThat(backup.record().span().timeline()).isEqualTo(new TimelineId(2));
      assertThat(backup.record().wal().timelineHistory())
          .hasValueSatisfying(h -> assertThat(h.name()).isEqualTo("00000002.history"));
      assertThat(prove(vault, backup))
          .allSatisfy(l -> assertThat(l.verdict()).as(l.toString()).isEqualTo(Verdict.proved()));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void aStandbyIsProvedAtTheLsnThatItHasReplayed(int major) throws IOException {
    try (TemporaryCluster source = TemporaryCluster.start(major, Clock.system());
        Vault vault = TestVault.in(folder)) {
      write(source);
      becomeStandby(source);

      assertThat(prove(vault, backUp(vault, source)))
          .allSatisfy(l -> assertThat(l.verdict()).as(l.toString()).isEqualTo(Verdict.proved()));
    }
  }

  @Test
  void aStandbyThatReplayedNothingSinceAShutdownIsRefusedRatherThanRefuted() throws IOException {
    try (TemporaryCluster source = TemporaryCluster.start(TestedMajors.one(), Clock.system());
        Vault vault = TestVault.in(folder)) {
      source.stop(StopMode.FAST);
      source.own(Files.createFile(source.dataDirectory().resolve("standby.signal")));
      source.start();
      Backup backup = backUp(vault, source);

      assertThatThrownBy(() -> prove(vault, backup))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(ProtectError.NOTHING_TO_REPLAY));
    }
  }

  /// A standby that replicates from no server: it replays what a crash left it, and waits.
  private static void becomeStandby(TemporaryCluster cluster) throws IOException {
    cluster.crash();
    Path signal = Files.createFile(cluster.dataDirectory().resolve("standby.signal"));
    cluster.own(signal);
    cluster.start();
  }

  private static void write(TemporaryCluster cluster) {
    try (Session session = cluster.session()) {
      session.execute("CREATE TABLE t AS SELECT g AS id FROM generate_series(1, 1000) g");
    }
  }

  private static Backup backUp(Vault vault, TemporaryCluster source) {
    return new BackupRun(
            vault, source.settings(), BackupSettings.of("source", 1), Clock.system(), Progress.NONE)
        .run();
  }

  private static List<LevelResult> prove(Vault vault, Backup backup) {
    return new Proving(vault, backup, settings(), Clock.system(), Progress.NONE)
        .run()
        .proof()
        .levels();
  }

  private static ProvingSettings settings() {
    ProvingSettings defaults = ProvingSettings.of("ballast prove");
    return new ProvingSettings(
        defaults.threads(),
        Duration.ofSeconds(60),
        defaults.digest(),
        defaults.checks(),
        defaults.invariants(),
        defaults.servers(),
        defaults.confinement(),
        defaults.workFolder(),
        defaults.rerun(),
        defaults.source());
  }
}
