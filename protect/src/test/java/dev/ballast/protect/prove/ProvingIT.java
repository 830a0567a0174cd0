package dev.ballast.protect.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.vault.Vault;
import dev.ballast.vault.log.EvidenceEntry;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProvingIT {
  @TempDir Path folder;

  static IntStream majors() {
    return TestedMajors.outermost();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void provesEveryLevelOfAHealthyBackup(int major) {
    try (TemporaryCluster source = TemporaryCluster.start(major, Clock.system());
        Vault vault = TestVault.in(folder)) {
      try (Session session = source.session()) {
        session.execute("CREATE DATABASE second");
        session.execute("CREATE TABLE t (id int PRIMARY KEY, what text)");
        session.execute("INSERT INTO t SELECT g, md5(g::text) FROM generate_series(1, 20000) g");
      }
      Backup backup =
          new BackupRun(
                  vault,
                  source.settings(),
                  BackupSettings.of("source", 7),
                  Clock.system(),
                  Progress.NONE)
              .run();
      Proof proof =
          new Proving(
                  vault, backup, ProvingSettings.of("ballast prove"), Clock.system(), Progress.NONE)
              .run()
              .proof();
      assertThat(proof.levels())
          .as(Json.pretty(proof))
          .allSatisfy(level -> assertThat(level.verdict().isProved()).isTrue())
          .extracting(r -> r.level())
          .containsExactly(Level.values());
      assertThat(vault.evidence().list())
          .extracting(EvidenceEntry::kind)
          .containsExactly("deposit-committed", "proof");
    }
  }
}
