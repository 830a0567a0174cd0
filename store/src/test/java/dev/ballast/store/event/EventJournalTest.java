package dev.ballast.store.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventJournalTest {
  private static final Clock CLOCK = Clock.system();
  private static final Instant AT = Instant.parse("2026-11-30T12:00:00.123Z");

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void own() {
    folder = temporary.resolve("events");
  }

  @Test
  void aKilledProcessLeavesAllButAHalfWrittenLine() throws IOException {
    // Not closed, as after a kill.
    EventJournal killed = EventJournal.open(folder, 1 << 20, CLOCK);
    List<Event> events = List.of(event("first"), event("line\nbreak \"'\\ 😀"), event("third"));
    events.forEach(killed::accept);
    cutTheLastByte();
    try (EventJournal next = EventJournal.open(folder, 1 << 20, CLOCK)) {
      assertThat(next.waiting()).containsExactlyElementsOf(events.subList(0, 2));
      assertThat(next.state().waiting()).isEqualTo(2);
    }
  }

  /// Half a JSON text fails its sum; the newline alone missing would not show that.
  private void cutTheLastByte() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Path file = files.findFirst().orElseThrow();
      String whole = Files.readString(file);
      Files.writeString(file, whole.substring(0, whole.length() - 5));
    }
  }

  @Test
  void whatIsBeyondTheBoundGoesOldestFirstAndIsCounted() {
    try (EventJournal journal = EventJournal.open(folder, 64_000, CLOCK)) {
      List<Event> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Event event = event("s".repeat(200) + i);
        all.add(event);
        journal.accept(event);
      }
      List<Event> left = journal.waiting();
      long dropped = journal.state().dropped();
      assertThat(dropped).isPositive();
      assertThat(left).hasSize(200 - (int) dropped);
      assertThat(left).containsExactlyElementsOf(all.subList((int) dropped, 200));
    }
  }

  @Test
  void whatWasStoredIsGoneFromDiskAndWhatCameMeanwhileIsNot() throws IOException {
    try (EventJournal journal = EventJournal.open(folder, 1 << 20, CLOCK)) {
      Event early = event("early");
      journal.accept(early);
      EventJournal.Batch batch = journal.oldest().orElseThrow();
      Event late = event("late");
      journal.accept(late);
      assertThat(batch.events()).containsExactly(early);
      journal.stored(batch);
      assertThat(journal.waiting()).containsExactly(late);
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).hasSize(1);
      }
    }
  }

  private static Event event(String summary) {
    return Event.of("shop", AT, EventSource.SERVER, Severity.WARNING, "restarted", summary)
        .with("from", "17.1");
  }
}
