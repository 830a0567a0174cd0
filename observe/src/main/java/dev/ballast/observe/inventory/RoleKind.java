package dev.ballast.observe.inventory;

import dev.ballast.evidence.Severity;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.inventory.Difference;
import dev.ballast.store.inventory.Item;
import dev.ballast.store.inventory.ItemChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Roles, memberships, privileges on databases, and of the database that the watch connects to
/// those on schemas and the default ones. Never a password's hash.
public final class RoleKind extends InventoryKind {
  /// What lets a role do all that the server can.
  private static final Set<String> POWERS =
      Set.of("superuser", "createrole", "bypassrls", "replication");

  private static final String YES = "yes";

  /// Roles whose members may act outside of the database.
  private static final Set<String> POWERFUL =
      Set.of(
          "pg_execute_server_program",
          "pg_read_server_files",
          "pg_write_server_files",
          "pg_read_all_data",
          "pg_write_all_data");

  public RoleKind() {
    super("role", Duration.ofMinutes(5));
  }

  @Override
  public String help() {
    return "Roles, memberships, and privileges on databases and schemas; no passwords";
  }

  @Override
  public List<Item> read(Session session, ServerFacts server) {
    List<Item> items =
        new ArrayList<>(
            session.query(
                SqlResource.load(RoleKind.class, "roles", server.version()), RoleKind::role));
    items.addAll(
        session.query(
            SqlResource.load(RoleKind.class, "memberships", server.version()),
            row ->
                Item.of("member " + row.text("member") + " of " + row.text("role"))
                    .with("options", row.text("options"))));
    items.addAll(
        session.query(
            SqlResource.load(RoleKind.class, "privileges", server.version()),
            row ->
                Item.of("privileges on " + row.text("object") + " of " + row.text("grantee"))
                    .with("privileges", row.text("privileges"))));
    return items;
  }

  private static Item role(Row row) {
    Item role = Item.of("role " + row.text("name"));
    for (String power :
        List.of(
            "superuser",
            "createrole",
            "createdb",
            "replication",
            "bypassrls",
            "login",
            "inherit")) {
      role = role.with(power, row.flag(power) ? YES : "no");
    }
    return role.with("connection_limit", row.text("connection_limit"))
        .with("valid_until", row.textOrEmpty("valid_until"));
  }

  @Override
  public List<Event> events(Difference difference) {
    return difference.changes().stream()
        .map(
            change ->
                ChangeText.event(
                    difference,
                    change,
                    EventSource.ROLE,
                    givesPower(change) ? Severity.WARNING : Severity.INFO))
        .toList();
  }

  private static boolean givesPower(ItemChange change) {
    return POWERS.stream()
            .anyMatch(
                power ->
                    change.now(power).map(YES::equals).orElse(false)
                        && !change.before(power).map(YES::equals).orElse(false))
        || (change.before().isEmpty()
            && POWERFUL.stream().anyMatch(role -> change.key().endsWith(" of " + role)));
  }
}
