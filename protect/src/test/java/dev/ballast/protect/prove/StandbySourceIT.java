package dev.ballast.protect.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupMode;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.backup.Lineage;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A standby that follows its primary while that commits as fast as it can: its backups are
/// incremental and proved at an LSN that it replayed.
class StandbySourceIT {
  private static final Clock CLOCK = Clock.system();
  private static final int MAJOR = 18;

  @TempDir Path folder;

  @Test
  void aStandbyThatReplaysIsBackedUpIncrementallyAndProvedAtEveryLevel()
      throws IOException, InterruptedException, ExecutionException {
    try (TemporaryCluster primary =
            TemporaryCluster.of(MAJOR, CLOCK).setting("summarize_wal", "on").start();
        TemporaryCluster standby =
            TemporaryCluster.of(MAJOR, CLOCK)
                .setting(
                    "primary_conninfo",
                    "host=%s port=%d user=postgres"
                        .formatted(primary.settings().host(), primary.settings().port()))
                .setting("summarize_wal", "on")
                .start();
        Vault vault = TestVault.in(folder)) {
      follow(standby, primary);
      try (Session session = primary.session()) {
        session.execute("CREATE TABLE t AS SELECT g AS id, 0 AS n FROM generate_series(1, 9000) g");
        session.execute("CREATE TABLE counted (n bigserial PRIMARY KEY)");
      }
      AtomicBoolean over = new AtomicBoolean();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Integer> writer = threads.submit(() -> write(primary, over));
        Backup first = take(standby, vault);
        try (Session session = primary.session()) {
          session.execute("UPDATE t SET n = 1 WHERE id < 100; CHECKPOINT");
        }
        Backup second = take(standby, vault);
        over.set(true);
        assertThat(writer.get()).isGreaterThan(100);

        assertThat(first.record().source().inRecovery()).isTrue();
        Lineage lineage = second.record().copy().lineage().orElseThrow();
        assertThat(lineage.because()).isEmpty();
        assertThat(lineage.method()).isEqualTo(Lineage.Method.SERVER);
        Proof proof =
            new Proving(vault, second, ProvingSettings.of("ballast prove"), CLOCK, Progress.NONE)
                .run()
                .proof();
        assertThat(proof.levels())
            .as(Json.pretty(proof))
            .allSatisfy(level -> assertThat(level.verdict().isProved()).isTrue())
            .extracting(r -> r.level())
            .containsExactly(Level.values());
      } finally {
        over.set(true);
      }
    }
  }

  private static int write(TemporaryCluster primary, AtomicBoolean over) {
    int written = 0;
    try (Session session = primary.session()) {
      session.execute("SET synchronous_commit = off");
      for (; !over.get(); written++) {
        session.execute("INSERT INTO counted DEFAULT VALUES");
      }
    }
    return written;
  }

  private static Backup take(TemporaryCluster source, Vault vault) {
    return new BackupRun(
            vault,
            source.settings(),
            BackupSettings.of("source", 1).withMode(BackupMode.INCREMENTAL),
            CLOCK,
            Progress.NONE)
        .run();
  }

  /// Makes a standby of a copy of the stopped primary.
  private static void follow(TemporaryCluster standby, TemporaryCluster primary)
      throws IOException {
    primary.stop(StopMode.FAST);
    standby.stop(StopMode.FAST);
    try (Stream<Path> old = Files.walk(standby.dataDirectory())) {
      for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(standby.dataDirectory())) {
          Files.delete(path);
        }
      }
    }
    try (Stream<Path> all = Files.walk(primary.dataDirectory())) {
      for (Path path : all.filter(p -> !p.equals(primary.dataDirectory())).toList()) {
        Path copy = standby.dataDirectory().resolve(primary.dataDirectory().relativize(path));
        Files.copy(path, copy);
        standby.own(copy);
      }
    }
    standby.own(Files.createFile(standby.dataDirectory().resolve("standby.signal")));
    primary.start();
    standby.start();
  }
}
