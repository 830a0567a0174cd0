package dev.ballast.observe.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Severity;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.store.event.Event;
import dev.ballast.store.inventory.Inventory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerKindTest {
  private static final Instant STARTED = Instant.parse("2026-11-30T12:00:00Z");
  private static final Instant AGAIN = Instant.parse("2026-11-30T13:00:00Z");
  private static final Instant READ = Instant.parse("2026-11-30T13:05:00Z");
  private static final ServerVersion OLD = ServerVersion.parse("17.10");
  private static final ServerVersion NEW = ServerVersion.parse("17.11");

  @Test
  void anotherServerIsNoRestartOfThisOne() {
    List<Event> events =
        events(
            new ServerFacts(OLD, "7000000000000000001", STARTED, false),
            new ServerFacts(NEW, "7000000000000000002", AGAIN, true));
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().subject()).isEqualTo("identity");
    assertThat(events.getFirst().severity()).isEqualTo(Severity.ERROR);
    assertThat(events.getFirst().summary())
        .isEqualTo(
            "another server answers at this address: system identifier 7000000000000000002,"
                + " before 7000000000000000001");
  }

  @Test
  void aMinorUpgradeIsARestartToo() {
    assertThat(
            events(
                new ServerFacts(OLD, "1", STARTED, false), new ServerFacts(NEW, "1", AGAIN, false)))
        .extracting(Event::summary)
        .containsExactly("the version is 17.11, before 17.10", "restarted at 2026-11-30T13:00:00Z");
  }

  /// The readings are of 13:05, so that what the restart led to may have been seen before.
  @Test
  void aRestartIsAtTheMomentOfTheStart() {
    assertThat(
            events(
                new ServerFacts(OLD, "1", STARTED, false), new ServerFacts(OLD, "1", AGAIN, false)))
        .extracting(Event::at)
        .containsExactly(AGAIN);
  }

  @Test
  void aPromotionIsNone() {
    assertThat(
            events(
                new ServerFacts(OLD, "1", STARTED, true),
                new ServerFacts(OLD, "1", STARTED, false)))
        .extracting(Event::summary)
        .containsExactly("was promoted");
  }

  private static List<Event> events(ServerFacts before, ServerFacts now) {
    List<Event> events = new ArrayList<>();
    inventory(before)
        .to(inventory(now))
        .ifPresent(difference -> Inventories.report(difference, events::add));
    return events;
  }

  /// What is read of the server is what a pass has asked.
  private static Inventory inventory(ServerFacts facts) {
    return new Inventory("shop", "server", READ, ServerKind.items(facts));
  }
}
