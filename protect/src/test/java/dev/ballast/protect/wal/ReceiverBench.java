package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.restore.PointInTimeRestore;
import dev.ballast.protect.restore.RecoveryGoal;
import dev.ballast.protect.restore.RestoreSettings;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.MasterKey;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A vault that receives from servers with a ledger, whose rows show what a restore brings back.
/// For one thread.
final class ReceiverBench implements AutoCloseable {
  static final Duration LIMIT = Duration.ofMinutes(2);
  static final Duration FLUSH_INTERVAL = Duration.ofMillis(50);
  static final Duration SILENCE = Duration.ofSeconds(3);
  static final MasterKey KEY = MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

  private final Vault vault;
  private final RecordedEvents events = new RecordedEvents();
  private List<String> notes = List.of();

  ReceiverBench(Path folder) {
    this.vault = Vault.init(TestVault.settings(folder), KEY, Vault.DEFAULT_CHUNK_SIZE);
  }

  Vault vault() {
    return vault;
  }

  RecordedEvents events() {
    return events;
  }

  static void makeLedger(Session session) {
    session.execute("CREATE TABLE ledger (id int PRIMARY KEY)");
  }

  /// Commits rows one by one, and returns up to where the server has its log on disk then.
  static Lsn write(Session session, int first, int last) {
    for (int id = first; id <= last; id++) {
      session.execute("INSERT INTO ledger VALUES (" + id + ")");
    }
    return session.one("SELECT pg_current_wal_flush_lsn() AS lsn", row -> row.lsn("lsn"));
  }

  static ReceiveSettings settings(ConnectionSettings... servers) {
    return ReceiveSettings.of("source", List.of(servers))
        .withFlushInterval(FLUSH_INTERVAL)
        .withSilence(SILENCE);
  }

  LogReceiver receiver(ConnectionSettings... servers) {
    return new LogReceiver(List.of(vault), settings(servers), Clock.system(), events);
  }

  Backup backup(ConnectionSettings server) {
    return new BackupRun(
            vault,
            server,
            new BackupSettings("source", 2, 1, true, Optional.empty(), Optional.empty()),
            Clock.system(),
            Progress.NONE)
        .run();
  }

  /// What the last restore noted.
  List<String> notes() {
    return notes;
  }

  /// The rows of a restored copy, ascending.
  List<Integer> restored(Backup backup) {
    return restored(backup, RecoveryGoal.LATEST);
  }

  /// The rows of a copy that was recovered to somewhere, ascending.
  List<Integer> restored(Backup backup, RecoveryGoal goal) {
    try (TemporaryFolder folder = TemporaryFolder.create("restore")) {
      Path into = folder.path().resolve("data");
      PointInTimeRestore.Result result =
          new PointInTimeRestore(
                  vault,
                  backup,
                  new RestoreSettings(into, List.of(), 2, false, false),
                  Clock.system(),
                  Progress.NONE)
              .recoveringTo(goal)
              .run(PointInTimeRestore.Ending.RUNNING);
      notes = result.notes();
      try (Session session =
          Session.open(
              result.kept().orElseThrow().address(), SessionOptions.onOwnServer("ballast test"))) {
        return session.query("SELECT id FROM ledger ORDER BY id", row -> (int) row.number("id"));
      } finally {
        PostgresServer.endOrphan(into);
      }
    }
  }

  /// Waits until a timeline is durable up to a position.
  static void awaitDurable(LogReceiver receiver, Receiving receiving, int timeline, Lsn lsn) {
    eventually(
        "durable up to " + lsn + " of timeline " + timeline,
        () -> {
          if (!receiving.runs()) {
            receiving.await();
          }
          return receiver
              .position()
              .filter(p -> p.timeline().value() == timeline && !p.durable().isBefore(lsn))
              .isPresent();
        });
  }

  /// Waits for an event that begins like this.
  void awaitEvent(String beginning) {
    eventually(
        beginning + " among " + events.lines(),
        () -> events.lines().stream().anyMatch(line -> line.startsWith(beginning)));
  }

  /// What the vault has is one stretch up to a position at least, and what is in the server's own
  /// files.
  void assertHasLogOf(TemporaryCluster source, int segmentSize, Lsn written) {
    long system;
    try (Session session = source.session()) {
      system = session.number("SELECT system_identifier FROM pg_control_system()");
    }
    WalArchive archive = WalArchive.of(vault, new SystemIdentifier(system));
    assertThat(archive.damage()).isEmpty();
    Stretch first = archive.stretches().getFirst();
    LogChain chain =
        LogChain.along(
            new LogChain.Path(first.start(), List.of(), first.timeline()),
            archive.stretches(),
            segmentSize,
            vault);
    assertThat(chain.end()).isGreaterThanOrEqualTo(written);
    assertThat(chain.end()).isEqualTo(archive.newest().orElseThrow().lsn());
    Path log = source.dataDirectory().resolve("pg_wal");
    for (WalSegment segment : chain.segments()) {
      Lsn from = segment.start().isBefore(chain.start()) ? chain.start() : segment.start();
      Lsn to = chain.end().isBefore(segment.end()) ? chain.end() : segment.end();
      ByteArrayOutputStream stored = new ByteArrayOutputStream();
      chain.read(from, to, stored::write);
      byte[] file = StoredFolder.read(log.resolve(segment.fileName()));
      int begin = (int) from.minus(segment.start());
      assertThat(stored.toByteArray())
          .as(segment.fileName())
          .isEqualTo(Arrays.copyOfRange(file, begin, (int) to.minus(segment.start())));
    }
  }

  /// What ends a receiver that is run.
  static Fault endOf(LogReceiver receiver) {
    try (Receiving receiving = Receiving.start(receiver)) {
      receiving.await();
      throw new AssertionError("the receiver ended without a fault");
    } catch (Fault fault) {
      assertThat(fault.detail()).isPresent();
      assertThat(fault.hint()).isPresent();
      return fault;
    }
  }

  static void eventually(String what, BooleanSupplier condition) {
    Clock clock = Clock.system();
    long start = clock.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(clock.since(start)).as(what).isLessThan(LIMIT);
      clock.pause(Duration.ofMillis(10));
    }
  }

  @Override
  public void close() {
    vault.close();
  }
}
