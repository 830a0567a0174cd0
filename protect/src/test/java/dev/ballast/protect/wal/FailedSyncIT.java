package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.faults.FalseSystem;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A disk on which files cannot be synchronised for a while: nothing counts before it is, and
/// afterwards everything continues.
@Timeout(300)
class FailedSyncIT {
  @TempDir Path folder;

  @Test
  void logThatCannotBeSynchronisedIsNotConfirmedAndNothingIsLost() {
    try (FalseSystem disk = FalseSystem.compiled();
        TemporaryCluster source =
            TemporaryCluster.of(TestedMajors.one(), Clock.system())
                .tcp()
                .initdb("--wal-segsize=1")
                .start();
        ReceiverBench bench = new ReceiverBench(folder)) {
      Backup backup;
      try (Session session = source.session()) {
        ReceiverBench.makeLedger(session);
        backup = bench.backup(source.settings());
        try (ReceivingChild child =
            ReceivingChild.start(folder, source.settings().port(), disk.library())) {
          awaitConfirmed(session, ReceiverBench.write(session, 1, 10));
          disk.failSyncOf("/vault/");
          Lsn refused = ReceiverBench.write(session, 11, 20);
          ReceiverBench.eventually("attempts", () -> disk.failures().size() >= 4);
          assertThat(confirmed(session)).isLessThan(refused);
          disk.heal();
          awaitConfirmed(session, refused);
          awaitConfirmed(session, ReceiverBench.write(session, 21, 30));
          child.kill();
        }
      }
      source.crash();
      assertThat(disk.failures()).anyMatch(file -> file.contains("/vault/tails/"));
      assertThat(bench.restored(backup)).isEqualTo(IntStream.rangeClosed(1, 30).boxed().toList());
    }
  }

  private static Lsn confirmed(Session session) {
    return session.one("SELECT restart_lsn FROM pg_replication_slots", r -> r.lsn("restart_lsn"));
  }

  private static void awaitConfirmed(Session session, Lsn written) {
    ReceiverBench.eventually(
        "confirmed " + written,
        () ->
            session
                .first("SELECT restart_lsn FROM pg_replication_slots", r -> r.lsn("restart_lsn"))
                .filter(confirmed -> !confirmed.isBefore(written))
                .isPresent());
  }

  @Test
  void aBackupAndARestoreThatCannotBeSynchronisedDoNotCount() {
    try (FalseSystem disk = FalseSystem.compiled();
        TemporaryCluster source =
            TemporaryCluster.of(TestedMajors.one(), Clock.system()).tcp().start();
        ReceiverBench bench = new ReceiverBench(folder)) {
      DiskChild child = new DiskChild(folder, source.settings().port(), disk.library());
      Path restored = DiskChild.restored(folder);

      disk.failSyncOf("/vault/");
      assertThat(child.run(DiskChild.Task.BACKUP)).isEqualTo("vault-not-writable");
      assertThat(bench.vault().deposits()).isEmpty();
      disk.heal();
      assertThat(child.run(DiskChild.Task.BACKUP)).isEqualTo(DiskChild.DONE);
      assertThat(bench.vault().deposits()).hasSize(1);

      disk.failSyncOf(restored.toString());
      assertThat(child.run(DiskChild.Task.RESTORE)).isEqualTo("restore-target-not-writable");
      assertThat(restored).doesNotExist();
      disk.heal();
      assertThat(child.run(DiskChild.Task.RESTORE)).isEqualTo(DiskChild.DONE);
      assertThat(restored.resolve("PG_VERSION")).exists();
    }
  }
}
