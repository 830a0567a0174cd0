package dev.ballast.store.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.store.StoreError;
import dev.ballast.store.sample.SeriesReader.Part;
import dev.ballast.store.sample.SeriesReader.SeriesName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A journal whose store is away all the time.
class SampleJournalTest {
  private static final Clock CLOCK = Clock.system();
  private static final Instant START = Instant.parse("2026-11-29T10:00:00Z");
  private static final Layout LAYOUT = new Layout("database", List.of("commits"));
  private static final Labels SHOP = Labels.of("database", "shop");
  private static final int PER_SEGMENT = 3;

  @TempDir Path folder;

  /// Each segment holds three readings; two segments are within the bound.
  @Test
  void atTheBoundTheOldestGoesAndIsCounted() throws IOException {
    long one;
    try (SampleJournal journal = SampleJournal.open(folder.resolve("one"), 1 << 20, CLOCK)) {
      fill(journal, 1);
      one = journal.state().waitingBytes();
    }
    try (SampleJournal journal = SampleJournal.open(folder.resolve("j"), 5 * one / 2, CLOCK)) {
      fill(journal, 2);
      assertThat(journal.state().droppedReadings()).isZero();
      fill(journal, 5);

      assertThat(journal.state().droppedReadings()).isEqualTo(5L * PER_SEGMENT);
      assertThat(journal.state().waitingSegments()).isEqualTo(2);
      assertThat(journal.state().waitingBytes()).isLessThanOrEqualTo(5 * one / 2);
      try (var files = Files.list(folder.resolve("j"))) {
        assertThat(files).hasSize(2);
      }
    }
  }

  /// In memory, on disk after a failed attempt to store, and what an earlier process left.
  @Test
  void whatIsReadWhileTheStoreIsAwayIsAllOfItAndSaysSo() {
    try (SampleJournal journal = SampleJournal.open(folder.resolve("j"), 1 << 20, CLOCK)) {
      fill(journal, 2);
    }
    try (SampleJournal journal = SampleJournal.open(folder.resolve("j"), 1 << 20, CLOCK);
        SessionPool pool = noStore()) {
      fillFrom(journal, 2, 1);
      journal.release();
      fillFrom(journal, 3, 1);
      journal.accept(reading(4 * PER_SEGMENT), Pace.FAST);
      SeriesReader reader = new SeriesReader(pool, journal, (family, metric) -> false);

      Part part = read(reader, Resolution.RAW);

      assertThat(part.points())
          .containsExactlyElementsOf(
              IntStream.rangeClosed(0, 4 * PER_SEGMENT)
                  .mapToObj(i -> new Point(START.plusSeconds(10L * i), 100 + i))
                  .toList());
      assertThat(part.missing()).get().extracting(Fault::code).isEqualTo(StoreError.STORE_AWAY);
      // 13 readings from 10:00:00 on, by the minute: means of 100..105 and 106..111, and 112.
      assertThat(read(reader, Resolution.MINUTE).points())
          .extracting(Point::value)
          .containsExactly(102.5, 108.5, 112.0);
    }
  }

  /// By an hour a chunk holds both, by a day it would be found by neither.
  @Test
  void aClockThatIsSetByDaysBeginsAnotherSegment() {
    try (SampleJournal journal = SampleJournal.open(folder.resolve("j"), 1 << 20, CLOCK)) {
      journal.accept(reading(0), Pace.FAST);
      journal.accept(reading(-360), Pace.FAST);
      assertThat(journal.state().waitingSegments()).isZero();
      journal.accept(reading(-3 * 8640), Pace.FAST);
      assertThat(journal.state().waitingSegments()).isEqualTo(1);
      journal.accept(reading(1), Pace.FAST);
      assertThat(journal.state().waitingSegments()).isEqualTo(2);
    }
  }

  private static Part read(SeriesReader reader, Resolution resolution) {
    return reader.read(
        new SeriesName("shop", LAYOUT, SHOP, "commits"),
        resolution,
        START,
        START.plusSeconds(3600));
  }

  private static SessionPool noStore() {
    Supplier<ConnectionSettings> nowhere =
        () -> {
          throw new IllegalStateException("asked for an address");
        };
    return SessionPool.of(nowhere, SessionOptions.onOwnServer("ballast store"), 1)
        .behind(
            () -> {
              throw Fault.of(StoreError.STORE_AWAY, "the store cannot be reached");
            });
  }

  private static void fill(SampleJournal journal, int segments) {
    fillFrom(journal, 0, segments);
  }

  private static void fillFrom(SampleJournal journal, int first, int segments) {
    for (int i = first * PER_SEGMENT; i < (first + segments) * PER_SEGMENT; i++) {
      journal.accept(reading(i), Pace.FAST);
      if (i % PER_SEGMENT == PER_SEGMENT - 1) {
        journal.rotate(Pace.FAST);
      }
    }
  }

  private static Reading reading(int number) {
    return new Reading(
        "shop", LAYOUT, START.plusSeconds(10L * number), List.of(new Figures(SHOP, 100 + number)));
  }
}
