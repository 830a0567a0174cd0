package dev.ballast.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.server.KeptCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.store.database.StoreUpgrade.Step;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import dev.ballast.store.sample.Pace;
import dev.ballast.store.sample.Point;
import dev.ballast.store.sample.Reading;
import dev.ballast.store.sample.Resolution;
import dev.ballast.store.sample.SampleJournal;
import dev.ballast.store.sample.SampleUpkeep;
import dev.ballast.store.sample.SampleWriter;
import dev.ballast.store.sample.SeriesReader;
import dev.ballast.store.sample.SeriesReader.SeriesName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A store of two days that was made on PostgreSQL 17.
class StoreUpgradeIT {
  private static final Clock CLOCK = Clock.system();
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final int POINTS = 96;
  private static final Layout LAYOUT = new Layout("database", List.of("commits"));
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Labels SHOP = Labels.of("database", "it's \\ a \t \u00fc shop");

  /// Until the copy is in its place, an earlier version of Ballast finds the store as it was, and
  /// may write to it.
  @Test
  void nothingIsLostWhereverTheProcessIsKilled() throws IOException {
    try (TemporaryFolder temporary = TemporaryFolder.create("upgrade")) {
      Path folder = temporary.path().resolve("store");
      make(folder);
      for (Step step : List.of(Step.BEGUN, Step.MARKED)) {
        killAfter(step, folder);
        assertThat(KeptCluster.majorOf(folder)).contains(17);
        try (KeptCluster old = KeptCluster.open(folder, 17, Store.EMBEDDED, CLOCK);
            Session session = Session.open(old.settings(), Store.options())) {
          session.execute("INSERT INTO stored_segment (segment) VALUES (?)", step.name());
        }
      }
      killAfter(Step.MOVED_AWAY, folder);
      assertThat(folder).doesNotExist();
      killAfter(Step.IN_PLACE, folder);

      try (Store store = Store.open(new StoreLocation.Embedded(folder), CLOCK);
          Session session = store.pool().lend()) {
        assertThat(session.version().major()).isEqualTo(Store.MAJOR);
        assertThat(
                session.query(
                    "SELECT segment FROM stored_segment WHERE length(segment) < 10 ORDER BY 1",
                    row -> row.text("segment")))
            .containsExactly("BEGUN", "MARKED");
        allPointsAreThere(store, temporary.path());
        // What gives numbers continues after the last one.
        assertThat(session.number("INSERT INTO target (name) VALUES ('next') RETURNING target_id"))
            .isGreaterThan(session.number("SELECT target_id FROM target WHERE name = 'shop'"));
      }
      try (Stream<Path> left = Files.list(temporary.path())) {
        assertThat(left.map(path -> path.getFileName().toString()))
            .filteredOn(name -> name.startsWith("store"))
            .containsExactlyInAnyOrder("store", "store.lock");
      }
      Store.open(new StoreLocation.Embedded(folder), CLOCK).close();
    }
  }

  private static void allPointsAreThere(Store store, Path folder) {
    try (SampleJournal journal = SampleJournal.open(folder.resolve("journal"), 1 << 24, CLOCK)) {
      SeriesReader reader = new SeriesReader(store.pool(), journal, (family, metric) -> true);
      for (Resolution resolution : List.of(Resolution.RAW, Resolution.HOUR)) {
        int step = resolution == Resolution.RAW ? 1 : 2;
        assertThat(
                reader
                    .read(
                        new SeriesName("shop", LAYOUT, SHOP, "commits"),
                        resolution,
                        START,
                        START.plus(Duration.ofDays(3)))
                    .points())
            .extracting(Point::value)
            .containsExactlyElementsOf(
                IntStream.range(0, POINTS)
                    .filter(i -> i % step == step - 1)
                    .mapToObj(i -> 10.0 * i)
                    .toList());
      }
    }
  }

  private static void killAfter(Step step, Path folder) {
    ExternalCommand process =
        ExternalCommand.of(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    KilledUpgrade.class.getName(),
                    folder.toString(),
                    step.name()))
            .inheriting(name -> name.startsWith("BALLAST_") || name.equals("HOME"));
    Fault fault = catchThrowableOfType(Fault.class, () -> process.run(LIMIT));
    assertThat(fault.detail()).get().asString().contains("exit status 137");
  }

  private static void make(Path folder) {
    try (KeptCluster cluster = KeptCluster.open(folder, 17, Store.EMBEDDED, CLOCK);
        SessionPool pool = SessionPool.of(cluster.settings(), Store.options(), 2);
        SampleJournal journal =
            SampleJournal.open(folder.resolveSibling("journal"), 1 << 24, CLOCK)) {
      StoreSchema.migrate(pool.asDataSource());
      for (int i = 0; i < POINTS; i++) {
        journal.accept(
            new Reading(
                "shop",
                LAYOUT,
                START.plus(Duration.ofMinutes(30L * i)),
                List.of(new Figures(SHOP, 10.0 * i))),
            Pace.SLOW);
      }
      journal.rotate(Pace.SLOW);
      new SampleWriter(pool).storeWaiting(journal);
      new SampleUpkeep(pool, (family, metric) -> true).run(START.plus(Duration.ofHours(60)));
    }
  }
}
