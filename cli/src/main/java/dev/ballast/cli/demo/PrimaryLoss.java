package dev.ballast.cli.demo;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.restore.KeptServer;
import dev.ballast.protect.restore.PointInTimeRestore;
import dev.ballast.protect.restore.RestoreSettings;
import dev.ballast.protect.restore.TablespaceMapping;
import dev.ballast.protect.wal.LogEvents;
import dev.ballast.protect.wal.LogReceiver;
import dev.ballast.protect.wal.ReceiveSettings;
import dev.ballast.protect.wal.Receiving;
import dev.ballast.report.protect.LossDrill;
import dev.ballast.sample.Shop;
import dev.ballast.sample.traffic.AcknowledgedWrites;
import dev.ballast.sample.traffic.Ledger;
import dev.ballast.sample.traffic.Traffic;
import dev.ballast.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The primary is killed while customers work, and a server is recovered from the vault alone. Its
/// log was received as it was written, and its commits waited for that, so each write that a
/// customer was assured of has to be there. For one thread.
final class PrimaryLoss {
  private static final String TARGET = "shop";
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(20);

  /// Writes that the loss has to come after.
  private static final int WRITES = 100;

  private final TemporaryCluster source;
  private final Vault vault;
  private final Path folder;
  private final Clock clock;
  private final Progress progress;
  private long started;

  /// @param folder takes the recovered cluster
  PrimaryLoss(TemporaryCluster source, Vault vault, Path folder, Clock clock, Progress progress) {
    this.source = source;
    this.vault = vault;
    this.folder = folder;
    this.clock = clock;
    this.progress = progress;
  }

  /// Rehearses it with the backup that was taken before.
  LossDrill rehearse(Backup backup, Traffic traffic) {
    progress.begin("receiving the log", 0);
    started = clock.nanoTime();
    ReceiveSettings settings = ReceiveSettings.of(TARGET, List.of(source.settings()));
    LogReceiver receiver = new LogReceiver(List.of(vault), settings, clock, LogEvents.NONE);
    long lost;
    try (Receiving receiving = Receiving.start(receiver)) {
      awaitCommits("ANY 1 (" + settings.applicationName() + ")");
      awaitSynchronous(receiver, receiving);
      long before = written(traffic);
      while (written(traffic) < before + WRITES) {
        pause();
      }
      progress.begin("killing the primary", 0);
      source.crash();
      lost = clock.nanoTime();
    }
    return recovered(backup, traffic, lost);
  }

  private LossDrill recovered(Backup backup, Traffic traffic, long lost) {
    Duration sinceBackup =
        Duration.between(backup.record().origin().endedAt(), clock.now()).minus(clock.since(lost));
    Path into = folder.resolve("back");
    PointInTimeRestore.Result result =
        new PointInTimeRestore(vault, backup, into(backup, into), clock, progress)
            .run(PointInTimeRestore.Ending.RUNNING);
    KeptServer kept = result.kept().orElseThrow();
    try (Session session =
        Session.open(
            kept.address().withDatabase(Shop.DATABASE),
            SessionOptions.onOwnServer("ballast demo"))) {
      session.execute("CREATE TEMPORARY TABLE takes_writes ()");
      Duration outage = clock.since(lost);
      List<AcknowledgedWrites> acknowledged = traffic.acknowledged();
      return new LossDrill(
          written(traffic),
          Ledger.lost(session, acknowledged),
          Ledger.unacknowledged(session, acknowledged),
          sinceBackup,
          result.recoveredTo().orElseThrow().toString(),
          outage);
    } finally {
      PostgresServer.endOrphan(into);
    }
  }

  private RestoreSettings into(Backup backup, Path into) {
    List<TablespaceMapping> tablespaces =
        backup.record().copy().tablespaces().stream()
            .map(t -> new TablespaceMapping(t.location(), folder.resolve("back-" + t.oid())))
            .toList();
    return new RestoreSettings(
        into, tablespaces, Runtime.getRuntime().availableProcessors(), true, false);
  }

  private void awaitCommits(String names) {
    try (Session session = source.session()) {
      session.execute("ALTER SYSTEM SET synchronous_standby_names = '" + names + "'");
      session.text("SELECT pg_catalog.pg_reload_conf()");
    }
  }

  private void awaitSynchronous(LogReceiver receiver, Receiving receiving) {
    while (receiver.position().filter(p -> p.synchronous()).isEmpty()) {
      if (!receiving.runs()) {
        receiving.await();
      }
      pause();
    }
  }

  private void pause() {
    if (clock.since(started).compareTo(LIMIT) > 0) {
      throw Fault.of(CommonError.INTERNAL_ERROR, "the demonstration's log is not received in time");
    }
    clock.pause(POLL);
    if (Thread.currentThread().isInterrupted()) {
      throw CommonError.interrupted("receiving the write-ahead log");
    }
  }

  private static long written(Traffic traffic) {
    return traffic.acknowledged().stream().mapToLong(AcknowledgedWrites::seq).sum();
  }
}
