package dev.ballast.store.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.store.database.Store;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.store.sample.SeriesReader.SeriesName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/// Two days and a half, a point every 30 s, of a counter and of a gauge.
class SampleUpkeepIT {
  private static final Clock CLOCK = Clock.system();
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final int POINTS = (int) (Duration.ofHours(60).toSeconds() / 30);
  private static final int PER_SEGMENT = 120;
  private static final Layout LAYOUT = new Layout("database", List.of("commits", "backends"));
  private static final MetricKinds KINDS = (family, metric) -> metric.equals("commits");

  @Test
  void whatIsKeptLongerIsWhatWasReadMoreOften() {
    try (TemporaryFolder folder = TemporaryFolder.create("upkeep");
        Store store =
            Store.open(new StoreLocation.Embedded(folder.path().resolve("store")), CLOCK);
        SampleJournal journal =
            SampleJournal.open(folder.path().resolve("journal"), 1 << 24, CLOCK)) {
      fill(store, journal);
      SeriesReader reader = new SeriesReader(store.pool(), journal, KINDS);
      List<Point> raw = raw(reader);
      assertThat(raw).hasSize(POINTS);
      List<Point> minutesBefore = read(reader, Resolution.MINUTE, "backends");
      aWholeFamilyIsEachOfItsEntities(reader);
      SampleUpkeep upkeep = new SampleUpkeep(store.pool(), KINDS);
      Instant now = START.plus(Duration.ofHours(61));

      assertThat(upkeep.run(now)).isEqualTo(new SampleUpkeep.Done(2, 0));
      assertThat(upkeep.run(now)).isEqualTo(new SampleUpkeep.Done(0, 0));

      assertThat(raw(reader)).isEqualTo(raw);
      aWholeFamilyIsEachOfItsEntities(reader);
      assertThat(read(reader, Resolution.MINUTE, "backends")).isEqualTo(minutesBefore);
      assertThat(read(reader, Resolution.MINUTE, "commits"))
          .isEqualTo(expected(Duration.ofMinutes(1), i -> 10.0 * i, (some, later) -> later));
      assertThat(read(reader, Resolution.HOUR, "commits"))
          .isEqualTo(expected(Duration.ofHours(1), i -> 10.0 * i, (some, later) -> later));
      // Of i mod 7, the mean of two neighbours.
      assertThat(read(reader, Resolution.MINUTE, "backends").get(1).value())
          .isEqualTo((2 + 3) / 2.0);
      assertThat(rows(store, "chunk_raw_20261101")).isEqualTo(1);
      assertThat(upkeep.run(now.plus(Duration.ofDays(3))).droppedPartitions()).isEqualTo(2);
      assertThat(raw(reader)).hasSize(POINTS / 5);
      assertThat(read(reader, Resolution.HOUR, "commits")).hasSize(60);
      journal.accept(
          new Reading(
              "shop", LAYOUT, START.plus(STEP.multipliedBy(POINTS)), List.of(figures(POINTS))),
          Pace.SLOW);
      assertThat(read(reader, Resolution.HOUR, "commits")).hasSize(61);
      aWholeFamilyIsEachOfItsEntities(reader);
    }
  }

  private static Figures figures(int point) {
    return new Figures(Labels.NONE, 10.0 * point, point % 7);
  }

  /// A family that is read at once is what its only entity is.
  private static void aWholeFamilyIsEachOfItsEntities(SeriesReader reader) {
    Instant end = START.plus(Duration.ofDays(30));
    for (Resolution resolution : Resolution.values()) {
      SeriesReader.Whole whole =
          reader.all("shop", LAYOUT, LAYOUT.metrics(), resolution, START, end);
      assertThat(whole.missing()).isEmpty();
      for (String metric : LAYOUT.metrics()) {
        assertThat(whole.of(metric))
            .as(resolution + " " + metric)
            .isEqualTo(Map.of(Labels.NONE, read(reader, resolution, metric)));
      }
    }
    assertThat(reader.hours("shop", LAYOUT, LAYOUT.metrics(), START, end))
        .isEqualTo(
            reader.all("shop", LAYOUT, LAYOUT.metrics(), Resolution.HOUR, START, end).points());
  }

  private static void fill(Store store, SampleJournal journal) {
    SampleWriter writer = new SampleWriter(store.pool());
    for (int i = 0; i < POINTS; i++) {
      journal.accept(
          new Reading("shop", LAYOUT, START.plus(STEP.multipliedBy(i)), List.of(figures(i))),
          Pace.SLOW);
      if (i % PER_SEGMENT == PER_SEGMENT - 1) {
        journal.rotate(Pace.SLOW);
      }
    }
    writer.storeWaiting(journal);
  }

  /// The figure of a point by its number.
  @FunctionalInterface
  private interface Figure {
    double of(int point);
  }

  private static List<Point> expected(
      Duration width, Figure figure, BinaryOperator<Double> joined) {
    TreeMap<Instant, Double> steps = new TreeMap<>();
    for (int i = 0; i < POINTS; i++) {
      long seconds = i * STEP.toSeconds() / width.toSeconds() * width.toSeconds();
      steps.merge(START.plusSeconds(seconds), figure.of(i), joined);
    }
    List<Point> points = new ArrayList<>();
    steps.forEach((at, value) -> points.add(new Point(at, value)));
    return points;
  }

  private static List<Point> raw(SeriesReader reader) {
    return read(reader, Resolution.RAW, "commits");
  }

  private static List<Point> read(SeriesReader reader, Resolution resolution, String metric) {
    return reader
        .read(
            new SeriesName("shop", LAYOUT, Labels.NONE, metric),
            resolution,
            START,
            START.plus(Duration.ofDays(30)))
        .points();
  }

  private static long rows(Store store, String partition) {
    try (Session session = store.pool().lend()) {
      return session.number("SELECT count(*) FROM " + partition);
    }
  }
}
