package dev.ballast.store.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.Account;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.ServerUser;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.store.database.Store;
import dev.ballast.store.database.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SampleWriterIT {
  private static final Clock CLOCK = Clock.system();
  private static final Instant START = Instant.parse("2026-11-29T10:00:00Z");
  private static final Layout LAYOUT = new Layout("database", List.of("a", "b", "c", "d"));
  private static final int ENTITIES = 3000;
  private static final int READINGS = 300;

  /// Files of the write-ahead log have 16 MB.
  private static final String LIMIT = "20971520";

  /// A disk that is full needs a file system of its own, and so root. A server whose files may not
  /// grow beyond a bound fails the same way: a write that the system refuses.
  @Test
  void whatAStoreWithoutRoomRefusesWaitsUntilThereIsRoom() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("full");
        TemporaryCluster cluster = TemporaryCluster.of(18, CLOCK).tcp().start();
        SampleJournal journal =
            SampleJournal.open(folder.path().resolve("journal"), 1L << 30, CLOCK)) {
      limit(cluster, LIMIT + ":unlimited");
      ConnectionSettings settings = cluster.settings();
      try (Store store = Store.open(new StoreLocation.External(() -> settings), CLOCK)) {
        fill(journal);
        SampleWriter writer = new SampleWriter(store.pool());

        Fault refused = catchThrowableOfType(Fault.class, () -> writer.storeWaiting(journal));
        assertThat(refused.getMessage()).contains("could not extend file");
        assertThat(Store.isPassing(refused)).isTrue();
        assertThat(journal.state().waitingSegments()).isEqualTo(1);
        assertThat(rows(store)).isZero();

        limit(cluster, "unlimited:unlimited");
        assertThat(writer.storeWaiting(journal)).isEqualTo(1);
        assertThat(rows(store)).isEqualTo(ENTITIES);
        assertThat(journal.state().waitingSegments()).isZero();
      }
    }
  }

  private static long rows(Store store) {
    try (Session session = store.pool().lend()) {
      return session.number("SELECT count(*) FROM chunk_raw");
    }
  }

  /// Figures that nothing makes smaller: 3,000 entities with 300 readings of four, 29 MB.
  private static void fill(SampleJournal journal) {
    Random random = new Random(3);
    for (int i = 0; i < READINGS; i++) {
      List<Figures> entities = new ArrayList<>();
      for (int entity = 0; entity < ENTITIES; entity++) {
        entities.add(
            new Figures(
                Labels.of("database", "d" + entity),
                random.nextDouble(),
                random.nextDouble(),
                random.nextDouble(),
                random.nextDouble()));
      }
      journal.accept(new Reading("shop", LAYOUT, START.plusSeconds(i), entities), Pace.FAST);
    }
    journal.rotate(Pace.FAST);
  }

  /// For the server's first process and all that it has started.
  private static void limit(TemporaryCluster cluster, String limit) throws IOException {
    long first =
        Long.parseLong(
            Files.readAllLines(cluster.dataDirectory().resolve("postmaster.pid")).getFirst());
    List<Long> ids =
        Stream.concat(
                Stream.of(first),
                ProcessHandle.of(first).orElseThrow().children().map(ProcessHandle::pid))
            .toList();
    for (long id : ids) {
      ExternalCommand.of("prlimit", "--pid", Long.toString(id), "--fsize=" + limit)
          .as(ServerUser.of(Account.CLUSTERS))
          .run(Duration.ofSeconds(10));
    }
  }
}
