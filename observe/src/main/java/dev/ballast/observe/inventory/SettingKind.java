package dev.ballast.observe.inventory;

import dev.ballast.evidence.Severity;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.inventory.Difference;
import dev.ballast.store.inventory.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The server's settings, and those of roles and databases. Of those that may hold a secret only
/// the name is read. They are read in a session of its own: that of the watch has settings of its
/// own. Its timeouts and what the driver sets are left out, since what others have is not visible
/// there.
public final class SettingKind extends InventoryKind {
  private static final SessionOptions OPTIONS =
      SessionOptions.asConfigured("ballast watch settings")
          .withStatementTimeout(Duration.ofSeconds(5))
          .withAnswerSlack(Duration.ofSeconds(2))
          .withLockTimeout(Duration.ofSeconds(1));

  public SettingKind() {
    super("setting", Duration.ofMinutes(5));
  }

  @Override
  public String help() {
    return "Settings of the server, of roles and of databases; no value where it may hold a secret";
  }

  @Override
  public List<Item> read(Session session, ServerFacts server) {
    List<Item> items = new ArrayList<>();
    try (Session plain = Session.open(session.settings(), OPTIONS)) {
      items.addAll(
          plain.query(
              SqlResource.load(SettingKind.class, "settings", server.version()),
              SettingKind::setting));
    }
    items.addAll(
        session.query(
            SqlResource.load(SettingKind.class, "overrides", server.version()),
            SettingKind::override));
    return items;
  }

  private static Item setting(Row row) {
    String name = row.text("name");
    return value(Item.of(name), name, row.text("setting"))
        .with("unit", row.textOrEmpty("unit"))
        .with("source", row.text("source"))
        .with(
            "pending_restart",
            row.flag("pending_restart") ? Optional.of("yes") : Optional.<String>empty());
  }

  private static Item override(Row row) {
    String name = row.text("name");
    String of =
        row.textOrEmpty("role").map(r -> " of role " + r).orElse("")
            + row.textOrEmpty("database").map(d -> " in database " + d).orElse("");
    return value(Item.of(name + of), name, row.text("setting"));
  }

  private static Item value(Item item, String name, String value) {
    return SecretSettings.maySecretBeIn(name)
        ? item.with("value", "not read")
        : item.with("value", value);
  }

  @Override
  public List<Event> events(Difference difference) {
    return difference.changes().stream()
        .map(change -> ChangeText.event(difference, change, EventSource.SETTING, Severity.INFO))
        .toList();
  }
}
