package dev.ballast.observe.inventory;

import dev.ballast.evidence.Severity;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.inventory.Difference;
import dev.ballast.store.inventory.Item;
import java.time.Duration;
import java.util.List;

/// The extensions of the database that the watch connects to.
public final class ExtensionKind extends InventoryKind {
  public ExtensionKind() {
    super("extension", Duration.ofMinutes(5));
  }

  @Override
  public String help() {
    return "Extensions of the database that the watch connects to, and their versions";
  }

  @Override
  public List<Item> read(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(ExtensionKind.class, "extensions", server.version()),
        row ->
            Item.of("extension " + row.text("name"))
                .with("version", row.text("version"))
                .with("schema", row.text("schema")));
  }

  @Override
  public List<Event> events(Difference difference) {
    return difference.changes().stream()
        .map(change -> ChangeText.event(difference, change, EventSource.SETTING, Severity.INFO))
        .toList();
  }
}
