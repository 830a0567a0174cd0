package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.restore.PointInTimeRestore;
import dev.ballast.protect.restore.RestoreSettings;
import dev.ballast.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogReceiverIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void bringsBackWhatWasWrittenAfterTheBackupOnceTheServerIsGone(int major) {
    try (TemporaryCluster source = TemporaryCluster.start(major, Clock.system());
        Vault vault = TestVault.in(folder);
        TemporaryFolder into = TemporaryFolder.create("restore")) {
      try (Session session = source.session()) {
        session.execute("CREATE TABLE ledger (id int PRIMARY KEY)");
      }
      Backup backup = backup(vault, source);
      LogReceiver receiver = receiver(vault, source, new RecordedEvents());
      try (Receiving _ = Receiving.start(receiver)) {
        Lsn written;
        try (Session session = source.session()) {
          session.execute("INSERT INTO ledger SELECT generate_series(1, 1000)");
          session.text("SELECT pg_switch_wal()::text");
          for (int id = 1001; id <= 1100; id++) {
            session.execute("INSERT INTO ledger VALUES (" + id + ")");
          }
          written = session.one("SELECT pg_current_wal_flush_lsn() AS lsn", r -> r.lsn("lsn"));
        }
        eventually(() -> isDurable(receiver, written));
        source.crash();
        assertThat(restoredCount(vault, backup, into.path().resolve("beside"))).isEqualTo(1100);
      }

      assertThat(vault.tails().of(backup.record().source().systemIdentifier())).isEmpty();
      assertThat(vault.logDeposits()).isNotEmpty();
      assertThat(restoredCount(vault, backup, into.path().resolve("after"))).isEqualTo(1100);
    }
  }

  private static boolean isDurable(LogReceiver receiver, Lsn lsn) {
    return receiver.position().filter(p -> !p.durable().isBefore(lsn)).isPresent();
  }

  private static LogReceiver receiver(Vault vault, TemporaryCluster source, LogEvents events) {
    ReceiveSettings settings =
        ReceiveSettings.of("source", List.of(source.settings()))
            .withFlushInterval(Duration.ofMillis(50));
    return new LogReceiver(List.of(vault), settings, Clock.system(), events);
  }

  private static Backup backup(Vault vault, TemporaryCluster source) {
    return new BackupRun(
            vault,
            source.settings(),
            new BackupSettings("source", 2, 1, true, Optional.empty(), Optional.empty()),
            Clock.system(),
            Progress.NONE)
        .run();
  }

  private static long restoredCount(Vault vault, Backup backup, Path into) {
    PointInTimeRestore.Result result =
        new PointInTimeRestore(
                vault,
                backup,
                new RestoreSettings(into, List.of(), 2, false, false),
                Clock.system(),
                Progress.NONE)
            .run(PointInTimeRestore.Ending.RUNNING);
    try (Session session =
        Session.open(
            result.kept().orElseThrow().address(), SessionOptions.onOwnServer("ballast test"))) {
      return session.number("SELECT count(*) FROM ledger");
    } finally {
      PostgresServer.endOrphan(into);
    }
  }

  private static void eventually(BooleanSupplier condition) {
    Clock clock = Clock.system();
    long start = clock.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(clock.since(start)).isLessThan(LIMIT);
      clock.pause(Duration.ofMillis(10));
    }
  }
}
