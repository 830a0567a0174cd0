package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.protect.backup.Backup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server whose commits wait for the vault, and `kill -9` of the receiver and of the server, at
/// any moment, several times: every row that was acknowledged comes back, and no row that was
/// never written.
@Timeout(300)
class SynchronousKillIT {
  private static final int ROUNDS = 4;

  @TempDir Path folder;

  @Test
  void nothingThatWasAcknowledgedIsLostByAnyKill() {
    long seed = Clock.system().nanoTime();
    Random random = new Random(seed);
    try (TemporaryCluster source =
            TemporaryCluster.of(TestedMajors.one(), Clock.system())
                .tcp()
                .initdb("--wal-segsize=1")
                .start();
        ReceiverBench bench = new ReceiverBench(folder)) {
      Backup backup = prepared(source, bench);
      LedgerWriters writers = new LedgerWriters(source, 3);
      try (writers) {
        for (int round = 0; round < ROUNDS; round++) {
          try (ReceivingChild child = ReceivingChild.start(folder, source.settings().port())) {
            writers.await(20);
            Clock.system().pause(Duration.ofMillis(random.nextInt(600)));
            if (round % 2 == 1) {
              source.crash();
              child.kill();
              source.start();
            }
          }
        }
        try (ReceivingChild last = ReceivingChild.start(folder, source.settings().port())) {
          writers.await(20);
          source.crash();
          writers.stop();
          last.kill();
        }
      }
      List<Integer> restored = bench.restored(backup);
      assertThat(restored).as("seed " + seed).containsAll(writers.acknowledged());
      assertThat(IntStream.rangeClosed(1, writers.last()).boxed()).containsAll(restored);
    }
  }

  private static Backup prepared(TemporaryCluster source, ReceiverBench bench) {
    try (Session session = source.session()) {
      session.execute("CREATE TABLE ledger (id int PRIMARY KEY, body text)");
      Backup backup = bench.backup(source.settings());
      session.execute("ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (ballast_source)'");
      session.text("SELECT pg_reload_conf()::text");
      return backup;
    }
  }
}
