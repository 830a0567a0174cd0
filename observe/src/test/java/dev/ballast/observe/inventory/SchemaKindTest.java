package dev.ballast.observe.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.inventory.Inventory;
import dev.ballast.store.inventory.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaKindTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private static List<Event> events(List<Item> before, List<Item> now) {
    List<Event> events = new ArrayList<>();
    new Inventory("shop", "schema", NOON, before)
        .to(new Inventory("shop", "schema", NOON.plusSeconds(300), now))
        .ifPresent(difference -> Inventories.report(difference, events::add));
    return events;
  }

  private static Item table(String name, String oid) {
    return Item.of("table public." + name).with("oid", oid).with("columns", "id, total");
  }

  @Test
  void aChangeIsAnEventOfTheSchemaWithTheMomentUntilWhichThereWasNone() {
    List<Event> events = events(List.of(table("orders", "1")), List.of());

    assertThat(events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.source()).isEqualTo(EventSource.SCHEMA);
              assertThat(event.subject()).isEqualTo("table public.orders");
              assertThat(event.summary()).isEqualTo("table public.orders is gone");
              assertThat(event.at()).isEqualTo(NOON.plusSeconds(300));
              assertThat(event.detail("unchanged_at")).contains("2026-11-30T12:00:00Z");
            });
  }

  @Test
  void aTableThatWasMadeAgainIsNoRenamedOne() {
    assertThat(events(List.of(table("orders", "1")), List.of(table("orders", "2"))))
        .extracting(Event::summary)
        .containsExactly("table public.orders: it was made again");
    assertThat(events(List.of(table("orders", "1")), List.of(table("purchases", "1"))))
        .extracting(Event::summary)
        .containsExactly("table public.purchases was table public.orders before");
  }

  /// Otherwise each table would be new, or gone, when the limit is crossed.
  @Test
  void aSchemaOfTooManyRelationsHasNoChanges() {
    List<Item> tooMany = List.of(Item.of(SchemaKind.TOO_MANY).with("limit", "2000"));

    assertThat(events(List.of(table("orders", "1")), tooMany)).isEmpty();
    assertThat(events(tooMany, List.of(table("orders", "1")))).isEmpty();
  }
}
