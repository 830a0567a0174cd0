package dev.ballast.observe.inventory;

import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.event.Event;
import dev.ballast.store.inventory.Difference;
import dev.ballast.store.inventory.Item;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The tables, views and indexes of the database that the watch connects to: names, columns, and
/// hashes of what else defines them. No data is read, and no definition as text.
public final class SchemaKind extends InventoryKind {
  /// Of a database with more relations, only their number is read.
  static final int MOST_RELATIONS = 2_000;

  static final String TOO_MANY = "relations";
  static final String OID = "oid";
  static final String OF = "of";
  static final String COLUMNS = "columns";

  public SchemaKind() {
    super("schema", Duration.ofMinutes(5));
  }

  @Override
  public String help() {
    return "Tables, views and indexes of the database that the watch connects to, with their columns";
  }

  @Override
  public List<Item> read(Session session, ServerFacts server) {
    long count =
        session.one(
            SqlResource.load(SchemaKind.class, "count", server.version()),
            row -> row.number("relations"));
    return count > MOST_RELATIONS
        ? List.of(Item.of(TOO_MANY).with("limit", String.valueOf(MOST_RELATIONS)))
        : session.query(
            SqlResource.load(SchemaKind.class, "relations", server.version()), SchemaKind::item);
  }

  private static Item item(Row row) {
    return Item.of("%s %s.%s".formatted(row.text("kind"), row.text("schema"), row.text("name")))
        .with(OID, row.text("oid"))
        .with(OF, row.textOrEmpty("of"))
        .with(COLUMNS, row.textOrEmpty("columns"))
        .with("types", row.textOrEmpty("types"))
        .with("constraints", row.textOrEmpty("constraints"))
        .with("options", Optional.of(row.text("options")))
        .with("triggers", Optional.of(row.text("triggers")))
        .with("definition", row.textOrEmpty("definition"));
  }

  /// What is too large to be followed, or was, says nothing of changes.
  @Override
  public List<Event> events(Difference difference) {
    return difference.before().item(TOO_MANY).isPresent()
            || difference.now().item(TOO_MANY).isPresent()
        ? List.of()
        : SchemaText.events(difference);
  }
}
