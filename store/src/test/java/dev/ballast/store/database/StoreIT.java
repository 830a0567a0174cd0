package dev.ballast.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import dev.ballast.store.sample.Pace;
import dev.ballast.store.sample.Point;
import dev.ballast.store.sample.Reading;
import dev.ballast.store.sample.Resolution;
import dev.ballast.store.sample.SampleJournal;
import dev.ballast.store.sample.SampleWriter;
import dev.ballast.store.sample.SeriesReader;
import dev.ballast.store.sample.SeriesReader.SeriesName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreIT {
  private static final Clock CLOCK = Clock.system();
  private static final Instant START = Instant.parse("2026-11-29T23:58:00Z");
  private static final Layout LAYOUT = new Layout("database", List.of("commits", "size"));
  private static final Labels SHOP = Labels.of("database", "shop");

  @Test
  void whatWasStoredIsThereAfterRestartAndKill() {
    try (TemporaryFolder folder = TemporaryFolder.create("store")) {
      Path journalFolder = folder.path().resolve("journal");
      StoreLocation where = new StoreLocation.Embedded(folder.path().resolve("store"));
      try (Store store = Store.open(where, CLOCK);
          SampleJournal journal = SampleJournal.open(journalFolder, 1 << 20, CLOCK)) {
        assertThatThrownBy(() -> Store.open(where, CLOCK))
            .isInstanceOfSatisfying(
                Fault.class,
                f -> assertThat(f.code()).isEqualTo(PostgresError.SERVER_FOLDER_IN_USE));
        for (int i = 0; i < 18; i++) {
          journal.accept(reading(i), Pace.FAST);
        }
        assertThat(series(store, journal)).hasSize(18);
        journal.rotate(Pace.FAST);
        assertThat(new SampleWriter(store.pool()).storeWaiting(journal)).isEqualTo(1);
        assertThat(journal.state().waitingSegments()).isZero();
        for (int i = 18; i < 24; i++) {
          journal.accept(reading(i), Pace.FAST);
        }
      }
      try (Store store = Store.open(where, CLOCK);
          SampleJournal journal = SampleJournal.open(journalFolder, 1 << 20, CLOCK)) {
        assertThat(new SampleWriter(store.pool()).storeWaiting(journal)).isEqualTo(1);
        List<Point> points = series(store, journal);
        assertThat(points).hasSize(24);
        for (int i = 0; i < 24; i++) {
          assertThat(points.get(i)).isEqualTo(new Point(START.plusSeconds(10L * i), 100 + i));
        }
        // Midnight is between: a chunk is with the day it begins on.
        try (Session session = store.pool().lend()) {
          assertThat(
                  session.query(
                      "SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r' ORDER BY 1",
                      row -> row.text("relname")))
              .containsExactly("chunk_raw_20261129", "chunk_raw_20261130");
        }
      }
    }
  }

  /// What is read while the store is dead is there once it runs again, whatever was being stored.
  @Test
  void aStoreThatIsKilledLosesNothing() {
    try (TemporaryFolder folder = TemporaryFolder.create("store");
        Store store =
            Store.open(new StoreLocation.Embedded(folder.path().resolve("store")), CLOCK);
        SampleJournal journal =
            SampleJournal.open(folder.path().resolve("journal"), 1 << 20, CLOCK)) {
      SampleWriter writer = new SampleWriter(store.pool());
      for (int i = 0; i < 24; i++) {
        journal.accept(reading(i), Pace.FAST);
        if (i == 7) {
          journal.rotate(Pace.FAST);
          assertThat(writer.storeWaiting(journal)).isEqualTo(1);
          store.crash();
        }
        if (i == 15) {
          journal.rotate(Pace.FAST);
          assertThatThrownBy(() -> writer.storeWaiting(journal)).isInstanceOf(Fault.class);
          assertThat(journal.state().waitingSegments()).isEqualTo(1);
          assertThat(store.reach()).isTrue();
          assertThat(store.reach()).isFalse();
        }
      }
      assertThat(writer.storeWaiting(journal)).isEqualTo(1);
      assertThat(series(store, journal)).hasSize(24);
    }
  }

  private static List<Point> series(Store store, SampleJournal journal) {
    return new SeriesReader(store.pool(), journal, (family, metric) -> false)
        .read(
            new SeriesName("shop", LAYOUT, SHOP, "commits"),
            Resolution.RAW,
            START,
            START.plus(Duration.ofHours(1)))
        .points();
  }

  private static Reading reading(int number) {
    return new Reading(
        "shop",
        LAYOUT,
        START.plusSeconds(10L * number),
        List.of(new Figures(SHOP, 100 + number, Double.NaN)));
  }
}
