package dev.ballast.store.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.StartupSetting;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.store.database.StoreSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventLogIT {
  private static final Clock CLOCK = Clock.system();
  private static final int BOUND = 1 << 20;
  private static final Instant START = Instant.parse("2026-11-30T23:59:50Z");
  private static final Instant END = START.plus(Duration.ofDays(1));

  @Test
  void eventsAreStoredOnceAndReturnedFromWhereTheyAre() throws IOException {
    try (TemporaryCluster cluster = TemporaryCluster.of(18, CLOCK).start();
        TemporaryFolder temporary = TemporaryFolder.create("events");
        SessionPool pool = pool(cluster)) {
      StoreSchema.migrate(pool.asDataSource());
      Path folder = temporary.path().resolve("events");
      List<Event> all = new ArrayList<>();
      // While the store is away they wait, and are returned with the reason.
      SessionPool gone = pool(cluster);
      gone.close();
      try (EventLog log = EventLog.open(folder, BOUND, gone, CLOCK)) {
        for (int i = 0; i < 10; i++) {
          all.add(event(i));
          log.accept(all.getLast());
        }
        all.sort(Event.NEWEST_FIRST);
        assertThatThrownBy(log::storeWaiting).isInstanceOf(Fault.class);
        EventPage page = log.read(query(Optional.empty(), Set.of(), 1000));
        assertThat(page.events()).isEqualTo(all);
        assertThat(page.incomplete()).isPresent();
      }
      // The next process stores them; one that is killed before it removed them stores them again.
      byte[] kept = content(folder);
      for (int process = 0; process < 2; process++) {
        Files.write(folder.resolve("0-kept.events"), kept);
        try (EventLog log = EventLog.open(folder, BOUND, pool, CLOCK)) {
          log.storeWaiting();
          assertThat(log.state().waiting()).isZero();
          assertThat(log.read(query(Optional.empty(), Set.of(), 1000)).events()).isEqualTo(all);
        }
      }
      try (EventLog log = EventLog.open(folder, BOUND, pool, CLOCK)) {
        // Of two places, and in pages.
        all.addFirst(event(10));
        log.accept(all.getFirst());
        assertThat(log.read(query(Optional.empty(), Set.of(), 1000)).events()).isEqualTo(all);
        pagesAreWhole(log, all);
        targetsAndSourcesAreTold(log, all);
        upkeepDropsMonthsThatAreOver(log, pool);
      }
    }
  }

  private static void pagesAreWhole(EventLog log, List<Event> all) {
    List<Event> read = new ArrayList<>();
    Optional<EventCursor> after = Optional.empty();
    do {
      EventPage page = log.read(query(after, Set.of(), 3));
      read.addAll(page.events());
      after = page.next();
    } while (after.isPresent());
    assertThat(read).isEqualTo(all);
  }

  private static void targetsAndSourcesAreTold(EventLog log, List<Event> all) {
    EventQuery one =
        new EventQuery(
            Optional.of("shop"),
            Set.of(EventSource.ROLE),
            START,
            END,
            Optional.empty(),
            EventQuery.MAX_LIMIT);
    // Every second is the shop's, every third of a role.
    assertThat(log.read(one).events())
        .containsExactlyElementsOf(
            all.stream()
                .filter(e -> Set.of("number 0", "number 6").contains(e.summary()))
                .toList());
    assertThat(log.read(query(Optional.empty(), Set.of(EventSource.LOG), 9)).events()).isEmpty();
  }

  private static void upkeepDropsMonthsThatAreOver(EventLog log, SessionPool pool) {
    log.storeWaiting();
    assertThat(months(pool)).containsExactly("event_202611", "event_202612");
    Instant december = Instant.parse("2026-12-31T00:00:00Z");
    assertThat(log.upkeep(december.plus(Duration.ofDays(369)))).isZero();
    assertThat(log.upkeep(december.plus(Duration.ofDays(371)))).isEqualTo(1);
    assertThat(months(pool)).containsExactly("event_202612");
  }

  private static List<String> months(SessionPool pool) {
    try (Session session = pool.lend()) {
      return session.query(
          "SELECT relname FROM pg_class WHERE relname ~ '^event_\\d+$' ORDER BY 1",
          row -> row.text("relname"));
    }
  }

  private static byte[] content(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Files.readAllBytes(files.findFirst().orElseThrow());
    }
  }

  private static SessionPool pool(TemporaryCluster cluster) {
    return SessionPool.of(
        cluster.settings(),
        SessionOptions.onOwnServer("events")
            .withSettings(List.of(new StartupSetting("search_path", StoreSchema.NAME))),
        2);
  }

  private static EventQuery query(Optional<EventCursor> after, Set<EventSource> from, int limit) {
    return new EventQuery(Optional.empty(), from, START, END, after, limit);
  }

  /// Two at a moment, over the end of a month.
  private static Event event(int number) {
    return Event.of(
            number % 2 == 0 ? "shop" : "other",
            START.plusSeconds(number / 2 * 4L),
            number % 3 == 0 ? EventSource.ROLE : EventSource.SETTING,
            Severity.INFO,
            "work_mem",
            "number " + number)
        .with("old", "4MB")
        .with("new", "quote \" NUL \0 emoji 😀");
  }
}
