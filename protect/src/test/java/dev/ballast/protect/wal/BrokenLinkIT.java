package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.SmallDisk;
import dev.ballast.postgres.server.StoppedProcess;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.postgres.wire.FaultyProxy;
import dev.ballast.postgres.wire.FaultyProxy.Spoiling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Links that break, stall or crawl, a server that stands still, and a disk that fills: what is
/// received in the end is what the server wrote, byte by byte.
@Timeout(300)
class BrokenLinkIT {
  private static final int SEGMENT = 1 << 20;

  /// What a link passes before it breaks: less than a segment, and more than is compared.
  private static final int PASSED = 700_000;

  private static TemporaryCluster source;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    source =
        TemporaryCluster.of(TestedMajors.one(), Clock.system())
            .tcp()
            .initdb("--wal-segsize=1")
            .setting("wal_keep_size", "1GB")
            .start();
    try (Session session = source.session()) {
      ReceiverBench.makeLedger(session);
      session.execute("CREATE TABLE noise (body bytea)");
    }
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  /// About so many MB of log that do not compress.
  private static Lsn writeNoise(Session session, int megabytes) {
    session.execute(
        "INSERT INTO noise SELECT sha512(random()::text::bytea) FROM generate_series(1, ?)",
        8000 * megabytes);
    return session.one("SELECT pg_current_wal_flush_lsn() AS lsn", row -> row.lsn("lsn"));
  }

  static List<Spoiling> links() {
    return List.of(
        new Spoiling.Reset(PASSED),
        new Spoiling.Truncate(PASSED),
        new Spoiling.Slice(4_000, Duration.ofMillis(2)));
  }

  @ParameterizedTest
  @MethodSource("links")
  void whatComesOverABadLinkIsWhatTheServerWrote(Spoiling link) {
    try (FaultyProxy proxy = FaultyProxy.before(source.settings(), link);
        ReceiverBench bench = new ReceiverBench(folder);
        Session session = source.session()) {
      LogReceiver receiver = bench.receiver(proxy.settings());
      Lsn written;
      try (Receiving receiving = Receiving.start(receiver)) {
        bench.awaitEvent("streaming 1 from");
        written = writeNoise(session, 2);
        ReceiverBench.awaitDurable(receiver, receiving, 1, written);
      }
      bench.assertHasLogOf(source, SEGMENT, written);
      if (!(link instanceof Spoiling.Slice)) {
        assertThat(bench.events().lines())
            .filteredOn(line -> line.startsWith("interrupted connection-lost"))
            .hasSizeGreaterThan(1);
      }
    }
  }

  /// Neither the client nor the server learns that the other is gone.
  @Test
  void aLinkThatStallsIsNamedAndLeftAfterABoundedTime() {
    try (FaultyProxy proxy = FaultyProxy.before(source.settings(), new Spoiling.Stall(PASSED));
        ReceiverBench bench = new ReceiverBench(folder);
        Session session = source.session()) {
      LogReceiver receiver = bench.receiver(proxy.settings());
      try (Receiving _ = Receiving.start(receiver)) {
        bench.awaitEvent("streaming 1 from");
        writeNoise(session, 1);
        proxy.awaitStall();
        bench.awaitEvent("interrupted connection-lost");
      }
      continueAt(bench, source.settings(), writeNoise(session, 1));
    }
  }

  @Test
  void aServerThatStandsStillIsNamedAndLeftAfterABoundedTime() {
    try (ReceiverBench bench = new ReceiverBench(folder);
        Session session = source.session()) {
      LogReceiver receiver = bench.receiver(source.settings());
      Receiving receiving = Receiving.start(receiver);
      ReceiverBench.awaitDurable(receiver, receiving, 1, writeNoise(session, 1));
      Clock clock = Clock.system();
      try (StoppedProcess _ = StoppedProcess.of(source)) {
        long closing = untilSilent(bench, receiving);
        assertThat(clock.since(closing)).isLessThan(ReceiverBench.LIMIT);
      }
      continueAt(bench, source.settings(), writeNoise(session, 1));
    }
  }

  /// Returns when it began to close the receiver.
  private static long untilSilent(ReceiverBench bench, Receiving receiving) {
    try (receiving) {
      bench.awaitEvent("interrupted connection-lost");
      return Clock.system().nanoTime();
    }
  }

  private static void continueAt(ReceiverBench bench, ConnectionSettings server, Lsn written) {
    LogReceiver next = bench.receiver(server);
    try (Receiving receiving = Receiving.start(next)) {
      ReceiverBench.awaitDurable(next, receiving, 1, written);
    }
    bench.assertHasLogOf(source, SEGMENT, written);
  }

  @Test
  void aFullVaultIsNamedAndReceivesAgainOnceThereIsRoom() {
    try (SmallDisk disk = SmallDisk.ofMegabytes(24);
        ReceiverBench bench = new ReceiverBench(disk.path());
        Session session = source.session()) {
      LogReceiver receiver = bench.receiver(source.settings());
      Lsn written;
      try (Receiving receiving = Receiving.start(receiver)) {
        bench.awaitEvent("streaming 1 from");
        disk.fillUpTo(500_000);
        written = writeNoise(session, 2);
        bench.awaitEvent("interrupted vault-full");
        disk.empty();
        ReceiverBench.awaitDurable(receiver, receiving, 1, written);
      }
      bench.assertHasLogOf(source, SEGMENT, written);
      assertThat(StoredFolder.tails(disk.path())).isEmpty();
    }
  }
}
