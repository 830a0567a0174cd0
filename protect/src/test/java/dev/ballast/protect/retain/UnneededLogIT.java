package dev.ballast.protect.retain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.prove.LogCheck;
import dev.ballast.protect.wal.LogPush;
import dev.ballast.vault.CheckDepth;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.DepositId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnneededLogIT {
  @TempDir Path folder;

  @Test
  void logFromBeforeTheOldestKeptBackupGoesAndTheRestStaysWhole() throws IOException {
    try (TemporaryCluster source =
            TemporaryCluster.of(TestedMajors.one(), Clock.system())
                .initdb("--wal-segsize=1")
                .setting("archive_mode", "on")
                .setting("archive_command", "false")
                .start();
        Vault vault = TestVault.in(folder)) {
      Backup first = backup(vault, source);
      List<Path> before = written(source);
      // The first segment of a target is put into a deposit at once, the others into tails.
      push(vault, "shop", before.subList(0, 1));
      List<DepositId> old = vault.logDeposits();
      assertThat(old).hasSize(1);
      push(vault, "shop", before);
      Backup second = backup(vault, source);
      List<Path> all = written(source);
      push(vault, "shop", all.subList(0, all.size() - 1));
      push(vault, "other", all);
      assertThat(vault.logDeposits()).hasSizeGreaterThan(1);

      RetentionPlan plan = RetentionPlan.of(vault, List.of(first.id().text()));
      BackupRemoval removal = new BackupRemoval(vault);
      assertThat(removal.rehearse(plan).objects().items())
          .extracting(item -> item.name())
          .contains("backups/" + old.getFirst());
      assertThat(vault.logDeposits()).containsAll(old);
      removal.run(plan);

      assertThat(vault.logDeposits()).isNotEmpty().doesNotContainAnyElementsOf(old);
      assertThat(vault.deposits()).containsExactly(second.id());
      assertThat(vault.check(CheckDepth.CONTENT, 2).clean()).isTrue();
      assertThat(vault.audit()).isEmpty();
      LogCheck.Result log = new LogCheck(vault, "shop", Progress.NONE).run();
      assertThat(log.verdict().isProved()).as(log.toString()).isTrue();
      assertThat(log.from()).contains(second.record().span().start());
    }
  }

  private static Backup backup(Vault vault, TemporaryCluster source) {
    return new BackupRun(
            vault,
            source.settings(),
            new BackupSettings("shop", 2, 1, true, Optional.empty(), Optional.empty()),
            Clock.system(),
            Progress.NONE)
        .run();
  }

  private static List<Path> written(TemporaryCluster source) throws IOException {
    try (Session session = source.session()) {
      session.execute("CREATE TABLE IF NOT EXISTS t (id int)");
      for (int id = 1; id <= 3; id++) {
        session.execute("INSERT INTO t VALUES (" + id + ")");
        session.text("SELECT pg_switch_wal()::text");
      }
    }
    Path wal = source.dataDirectory().resolve("pg_wal");
    try (Stream<Path> marks = Files.list(wal.resolve("archive_status"))) {
      return marks
          .map(mark -> mark.getFileName().toString().replace(".ready", ""))
          .filter(name -> name.length() == 24)
          .sorted()
          .map(wal::resolve)
          .toList();
    }
  }

  private static void push(Vault vault, String target, List<Path> files) {
    new LogPush(vault, target, Clock.system()).push(files);
  }
}
