package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupListing;
import dev.ballast.protect.backup.BackupMode;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.backup.Lineage;
import dev.ballast.protect.wal.LogPush;
import dev.ballast.server.ServerError;
import dev.ballast.store.event.EventLog;
import dev.ballast.store.job.Job;
import dev.ballast.targets.config.Configuration;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jobs of a target with a backup and 80 MB of log behind it, which would take a recovery over
/// its objective by what drills measured.
class DutiesIT {
  private static final Clock CLOCK = Clock.system();
  private static final long MB = 1 << 20;
  private static final int MESSAGES = 48;

  @TempDir Path folder;

  @Test
  void aBackupThatShortensTheRecoveryIsTakenWithPermissionAndTheLogIsProved() throws IOException {
    MasterKey key = MasterKey.generate();
    key.save(folder.resolve("master.key"));
    try (TemporaryCluster shop = TemporaryCluster.of(18, CLOCK).tcp().start();
        Vault vault =
            Vault.init(
                new VaultSettings(folder.resolve("vault"), folder.resolve("heads"), CLOCK),
                key,
                Vault.DEFAULT_CHUNK_SIZE);
        SessionPool pool = SessionPool.of(shop.settings(), SessionOptions.of("ballast test"), 1);
        EventLog events = EventLog.open(folder.resolve("events"), MB, pool, CLOCK)) {
      Backup backup =
          new BackupRun(
                  vault,
                  shop.settings(),
                  new BackupSettings(
                      "shop", 2, 1, true, Optional.empty(), Optional.empty(), BackupMode.AUTO),
                  CLOCK,
                  Progress.NONE)
              .run();
      receive(shop, vault, backup);
      long megabytes = backup.record().totals().bytes() / MB;
      for (int day = 1; day <= 6; day++) {
        vault.evidence().append(drill(day, megabytes + 5L * day, 16 + 8 * day));
      }

      assertThat(job(shop, false, "shorten recovery of shop", pool, events)).isEmpty();
      Job shorten = job(shop, true, "shorten recovery of shop", pool, events).orElseThrow();
      String done = shorten.work().look(false).orElseThrow().run();

      assertThat(done)
          .startsWith("a recovery was forecast to take ")
          .contains("over the objective of 3 s, and 2 s with a new backup: backup ")
          .endsWith(" proved");
      List<Backup> backups = BackupListing.of(vault).ofTarget("shop").backups();
      assertThat(backups).hasSize(2);
      Lineage lineage = backups.getLast().record().copy().lineage().orElseThrow();
      assertThat(lineage.parent()).contains(backup.id());
      assertThat(shorten.work().look(false)).as("directly behind it").isEmpty();

      theLogIsProvedAsFarAsItIs(
          job(shop, true, "prove log of shop", pool, events).orElseThrow(), shop);
    }
  }

  /// Nobody receives what was written since.
  private static void theLogIsProvedAsFarAsItIs(Job job, TemporaryCluster shop) {
    Job.Run run = job.work().look(false).orElseThrow();
    Lsn written;
    try (Session session = shop.session()) {
      session.execute("CREATE TABLE since AS SELECT 1 AS id");
      written = session.one("SELECT pg_current_wal_flush_lsn() AS l", row -> row.lsn("l"));
    }

    Fault fault = catchThrowableOfType(Fault.class, run::run);

    assertThat(fault.code()).isEqualTo(ServerError.DUTY_UNFULFILLED);
    assertThat(fault.detail().orElseThrow())
        .startsWith("the server had written up to ")
        .contains("after 1 s the vault has its log up to ")
        .contains("; it was proved up to ")
        .satisfies(
            detail ->
                assertThat(Lsn.parse(detail.split(" ", -1)[6].replace(",", "")))
                    .isGreaterThanOrEqualTo(written));
    assertThat(job.work().look(false)).as("proved just now").isEmpty();
  }

  private Optional<Job> job(
      TemporaryCluster shop, boolean permitted, String name, SessionPool pool, EventLog events)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("ballast.yaml"),
            """
            version: 1
            vaults:
              main: {folder: vault, key: file:master.key}
            serve:
              schedule: {backup-for-recovery-time: %s}
            targets:
              shop:
                host: 127.0.0.1
                port: %d
                user: postgres
                auth: [none]
                objectives: {recovery-time: 3s, recovery-point: 1s}
                wal: {receive: true}
            """
                .formatted(permitted, shop.settings().port()));
    Configuration configuration = Configuration.read(file);
    return new Duties(() -> configuration, folder.resolve("heads"), CLOCK)
        .jobs(pool, events).stream().filter(job -> job.name().equals(name)).findFirst();
  }

  /// Log that makes no file of the cluster larger, and all whole segments of it.
  private static void receive(TemporaryCluster shop, Vault vault, Backup backup)
      throws IOException {
    String last;
    try (Session session = shop.session()) {
      for (int i = 0; i < MESSAGES; i++) {
        session.execute("SELECT pg_logical_emit_message(false, 'ballast', repeat('x', 1048576))");
      }
      session.execute("SELECT pg_switch_wal()");
      last = session.text("SELECT pg_walfile_name(pg_current_wal_flush_lsn() - 1)");
    }
    String first = backup.record().wal().segments().getLast().name();
    try (Stream<Path> files = Files.list(shop.dataDirectory().resolve("pg_wal"))) {
      new LogPush(vault, "shop", CLOCK)
          .push(
              files
                  .filter(file -> isBetween(file.getFileName().toString(), first, last))
                  .sorted()
                  .toList());
    }
  }

  private static boolean isBetween(String name, String first, String last) {
    return name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
  }

  /// Of a machine that restores 200 MB/s, checks 400 MB/s and replays 50 MB/s of log, starts a
  /// server in 1 s and promotes it in 0.5 s: 80 MB of log cost it 2.2 s.
  private static Proof drill(int day, long cluster, long log) {
    Instant at = Instant.parse("2026-11-01T00:00:00Z").plus(Duration.ofDays(day));
    return new Proof(
        "it restores",
        "shop 20261101t000000z-%08x".formatted(day),
        at,
        at,
        List.of(
            new LevelResult(
                Level.L6, Verdict.proved(), Duration.ofSeconds(1), "content", List.of())),
        List.of(
            phase(Phase.RESTORE, 5 * (cluster + log), cluster + log),
            phase(Phase.WAL_CHECK, 5 * log / 2, log),
            phase(Phase.START, 1000, 0),
            phase(Phase.REPLAY, 20 * log, log),
            phase(Phase.PROMOTION, 500, 0)),
        Duration.ZERO,
        List.of(),
        "none",
        "ballast prove");
  }

  private static Phase phase(String name, long millis, long megabytes) {
    return new Phase(name, Duration.ofMillis(millis), megabytes * MB);
  }
}
