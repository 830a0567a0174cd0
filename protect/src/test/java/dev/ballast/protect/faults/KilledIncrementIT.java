package dev.ballast.protect.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupMode;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.Lineage;
import dev.ballast.protect.prove.StoredCheck;
import dev.ballast.protect.restore.PointInTimeRestore;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.MasterKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An incremental backup that is killed, once in each state of the vault's files on its way: what
/// it left is removed, and the next backup builds on a whole one, is whole itself, and restores.
class KilledIncrementIT {
  private static final MasterKey KEY = MasterKey.generate();
  private static final String CONTENT = "SELECT count(*) || ' ' || sum(hashtext(t::text)) FROM t";

  /// Lock, pack, index, record, entry of the evidence log, end: each makes another state.
  private static final int LEAST_STATES = 5;

  @TempDir Path folder;

  @Test
  void theNextBackupAndItsRestoreAreWholeWhereverItWasKilled() {
    Path whole = folder.resolve("whole");
    try (TemporaryCluster source =
        TemporaryCluster.of(FaultBench.MAJOR, Clock.system())
            .setting("summarize_wal", "on")
            .setting("autovacuum", "off")
            .start()) {
      execute(source, "CREATE TABLE t AS SELECT g AS id, 0 AS n FROM generate_series(1, 50000) g");
      CopyingClock clock = new CopyingClock(whole, folder.resolve("killed"));
      DepositId first;
      DepositId killed;
      try (Vault vault = Vault.init(settings(whole, clock), KEY, Vault.DEFAULT_CHUNK_SIZE)) {
        first = take(vault, source, BackupMode.FULL, clock).id();
        execute(source, "UPDATE t SET n = 1 WHERE id % 1000 = 0; CHECKPOINT");
        clock.begin();
        killed = take(vault, source, BackupMode.INCREMENTAL, clock).id();
        clock.end();
      }
      execute(source, "UPDATE t SET n = 2 WHERE id % 999 = 0; CHECKPOINT");
      List<Path> states = clock.copies();
      assertThat(states).hasSizeGreaterThanOrEqualTo(LEAST_STATES);
      List<DepositId> parents = new ArrayList<>();
      for (Path state : states) {
        parents.add(afterKill(state, source, state.equals(states.get(states.size() / 2))));
      }
      // Only its record, with the entry of the evidence log, makes the killed one a parent.
      assertThat(parents).startsWith(first).containsOnly(first, killed);
    }
  }

  /// Takes the next backup and returns what it builds on.
  private DepositId afterKill(Path state, TemporaryCluster source, boolean restored) {
    try (Vault vault = Vault.open(settings(state, Clock.system()), KEY)) {
      Backup next = take(vault, source, BackupMode.AUTO, Clock.system());

      assertThat(new StoredCheck(vault, next, 2, Clock.system(), Progress.NONE).run())
          .as(state.toString())
          .allSatisfy(level -> assertThat(level.verdict().isProved()).isTrue());
      assertThat(vault.sweep().deposits()).as(state.toString()).isEmpty();
      Lineage lineage = next.record().copy().lineage().orElseThrow();
      assertThat(lineage.method()).as(lineage.toString()).isEqualTo(Lineage.Method.SERVER);
      if (restored) {
        assertThat(content(vault, next)).isEqualTo(content(source));
      }
      return lineage.parent().orElseThrow();
    }
  }

  private static VaultSettings settings(Path folder, Clock clock) {
    return new VaultSettings(folder.resolve("vault"), folder.resolve("state"), clock);
  }

  private static Backup take(Vault vault, TemporaryCluster source, BackupMode mode, Clock clock) {
    return new BackupRun(
            vault, source.settings(), FaultBench.quick().withMode(mode), clock, Progress.NONE)
        .run();
  }

  private static void execute(TemporaryCluster source, String statements) {
    try (Session session = source.session()) {
      for (String statement : statements.split("; ", -1)) {
        session.execute(statement);
      }
    }
  }

  private static String content(TemporaryCluster source) {
    try (Session session = source.session()) {
      return session.text(CONTENT);
    }
  }

  private static String content(Vault vault, Backup backup) {
    try (TemporaryFolder folder = TemporaryFolder.create("restore")) {
      Path into = folder.path().resolve("data");
      PointInTimeRestore.Result result =
          new PointInTimeRestore(
                  vault, backup, FaultBench.into(into), Clock.system(), Progress.NONE)
              .run(PointInTimeRestore.Ending.RUNNING);
      try (Session session =
          Session.open(
              result.kept().orElseThrow().address(), SessionOptions.onOwnServer("ballast test"))) {
        return session.text(CONTENT);
      } finally {
        PostgresServer.endOrphan(into);
      }
    }
  }
}
