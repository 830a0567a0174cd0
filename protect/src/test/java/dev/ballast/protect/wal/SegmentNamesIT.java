package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.machine.Account;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.ServerUser;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.SupportedMajors;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.prove.LogCheck;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Segments of other sizes, and positions at which the names of segments carry over from their last
/// part into the one before: every 4 GiB, and where the highest bit of a position is set.
class SegmentNamesIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  @TempDir Path folder;

  /// The programs of a distribution have `pg_resetwal`, the embedded servers have not.
  record Reset(int major, Path program) {
    private static Optional<Reset> find() {
      return SupportedMajors.all()
          .mapToObj(
              major ->
                  new Reset(major, Path.of("/usr/lib/postgresql/" + major + "/bin/pg_resetwal")))
          .filter(reset -> Files.isExecutable(reset.program()))
          .findFirst();
    }

    private void run(TemporaryCluster stopped, String segment) {
      ExternalCommand.of(program.toString(), "-l", segment, stopped.dataDirectory().toString())
          .as(ServerUser.of(Account.CLUSTERS))
          .run(TIMEOUT);
    }
  }

  /// @param begin the segment that the log begins in
  /// @param last the last segment with the same middle part in its name, and the one after it
  @ParameterizedTest
  @CsvSource({
    "1, 00000001000000FF00000FFE, 00000001000000FF00000FFF, 000000010000010000000000",
    "16, 000000017FFFFFFF000000FE, 000000017FFFFFFF000000FF, 000000018000000000000000"
  })
  void logThatPassesABorderOfNamesIsReceivedPushedProvedAndRestored(
      int megabytes, String begin, String last, String first) throws IOException {
    Optional<Reset> reset = Reset.find();
    Assumptions.assumeTrue(reset.isPresent(), "no pg_resetwal under /usr/lib/postgresql");
    try (TemporaryCluster source = cluster(reset.get().major(), megabytes);
        ReceiverBench bench = new ReceiverBench(folder)) {
      source.stop(StopMode.FAST);
      reset.get().run(source, begin);
      source.start();

      receivedAndRestored(source, bench, megabytes);

      pushedAndFetched(source, List.of(last, first));
    }
  }

  @Test
  void segmentsOf64MegabytesAreReceivedAndRestored() {
    try (TemporaryCluster source = cluster(TestedMajors.one(), 64);
        ReceiverBench bench = new ReceiverBench(folder)) {
      receivedAndRestored(source, bench, 64);
    }
  }

  private static TemporaryCluster cluster(int major, int megabytes) {
    return TemporaryCluster.of(major, Clock.system())
        .initdb("--wal-segsize=" + megabytes)
        .setting("wal_keep_size", "1GB")
        .start();
  }

  /// Rows in five segments that follow each other.
  private static void receivedAndRestored(
      TemporaryCluster source, ReceiverBench bench, int megabytes) {
    try (Session session = source.session()) {
      ReceiverBench.makeLedger(session);
      Backup backup = bench.backup(source.settings());
      LogReceiver receiver = bench.receiver(source.settings());
      Lsn written = new Lsn(0);
      try (Receiving receiving = Receiving.start(receiver)) {
        for (int id = 1; id <= 5; id++) {
          written = ReceiverBench.write(session, id, id);
          ReceiverBench.awaitDurable(receiver, receiving, 1, written);
          session.text("SELECT pg_switch_wal()::text");
        }
      }
      bench.assertHasLogOf(source, megabytes << 20, written);
      LogCheck.Result check = new LogCheck(bench.vault(), "source", Progress.NONE).run();
      assertThat(check.findings()).isEmpty();
      assertThat(check.verdict().isProved()).as(check.toString()).isTrue();
      assertThat(bench.restored(backup)).containsExactly(1, 2, 3, 4, 5);
    }
  }

  private static void pushedAndFetched(TemporaryCluster source, List<String> names)
      throws IOException {
    Path log = source.dataDirectory().resolve("pg_wal");
    try (TemporaryFolder place = TemporaryFolder.create("pushed");
        Vault vault = TestVault.in(place.path())) {
      for (String name : names) {
        LogPush.Outcome outcome =
            new LogPush(vault, "source", Clock.system()).push(List.of(log.resolve(name)));
        assertThat(outcome.stored()).containsExactly(name);
      }
      for (String name : names) {
        Path to = place.path().resolve("fetched");
        LogFetch.of(vault, "source").fetch(name, to, place.path().resolve("spool"), 2);
        assertThat(to).hasSameBinaryContentAs(log.resolve(name));
      }
    }
  }
}
