package dev.ballast.observe.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.json.Json;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.event.Event;
import dev.ballast.store.inventory.Inventory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each change that is made is reported once, to a role that has `pg_monitor` and nothing else.
class InventoriesIT {
  private static final Clock CLOCK = Clock.system();
  private static final String CANARY = "canary-7f3a";

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void changesAreReportedAndSecretsAreNotRead(int major) {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(major, CLOCK)
                .setting("primary_conninfo", "'host=nowhere password=" + CANARY + "'")
                .setting("archive_command", "'echo " + CANARY + "'")
                .start();
        Session owner = cluster.session()) {
      owner.execute("CREATE ROLE watcher LOGIN; GRANT pg_monitor TO watcher");
      owner.execute("CREATE ROLE app LOGIN PASSWORD '" + CANARY + "'; CREATE ROLE readers");
      owner.execute("ALTER ROLE app SET work_mem = '8MB'");
      schema(owner);
      owner.execute("ALTER ROLE app SET shop.api = '" + CANARY + "'");
      try (Session watcher = watcher(cluster)) {
        List<Inventory> before = read(watcher);
        assertThat(attribute(before, "setting", "work_mem", "value")).contains("4096");
        assertThat(attribute(before, "setting", "work_mem", "unit")).contains("kB");
        assertThat(attribute(before, "setting", "work_mem of role app", "value")).contains("8MB");
        assertThat(attribute(before, "setting", "primary_conninfo", "value")).contains("not read");
        assertThat(attribute(before, "role", "role app", "login")).contains("yes");
        assertThat(attribute(before, "role", "role app", "superuser")).contains("no");
        assertThat(attribute(before, "schema", "table shop.orders", "columns"))
            .contains("id, total, note");
        // Our own session's limit is not the server's.
        assertThat(attribute(before, "setting", "statement_timeout", "value")).isEmpty();

        change(owner);

        List<Inventory> now = read(watcher);
        List<Event> events = events(before, now);
        assertThat(events)
            .extracting(Event::summary)
            .containsExactlyInAnyOrder(
                "work_mem: value is 8192, before 4096; source is configuration file, before default",
                "max_connections: pending_restart is yes, before none",
                "work_mem of role app: value is 16MB, before 8MB",
                "role app: superuser is yes, before no",
                "role readers is gone",
                "role writers is new: superuser no, createrole no, createdb no, replication no,"
                    + " bypassrls no, login no, inherit yes, connection_limit -1",
                "member app of writers is new: options granted by postgres"
                    + (major >= 16 ? " with INHERIT with SET" : ""),
                "privileges on database postgres of writers is new: privileges CREATE",
                "privileges on schema postgres.public of writers is new: privileges USAGE",
                "privileges on later tables of postgres in postgres of writers is new: privileges"
                    + " SELECT*",
                "extension pgcrypto is new: version %s, schema public"
                    .formatted(major >= 18 ? "1.4" : "1.3"),
                "table shop.orders: column amount is new; column note is gone",
                "table shop.lines: types, defaults or NOT NULL of columns changed; constraints"
                    + " changed",
                "table shop.former was table shop.old before",
                "table shop.fresh is new, with a, b",
                "index shop.lines_n on lines is new",
                "index shop.orders_total on orders is gone",
                "view shop.totals: definition changed");
        assertThat(events)
            .filteredOn(e -> e.severity() == Severity.WARNING)
            .extracting(Event::subject)
            .containsExactly("role app");
        assertThat(new String(Json.write(List.of(before, now, events)), StandardCharsets.UTF_8))
            .contains("primary_conninfo", "archive_command", "shop.api of role app")
            .doesNotContain(CANARY);
      }
    }
  }

  private static void schema(Session owner) {
    owner.execute("CREATE SCHEMA shop");
    owner.execute("CREATE TABLE shop.orders (id int PRIMARY KEY, total int, note text)");
    owner.execute("CREATE INDEX orders_total ON shop.orders (total)");
    owner.execute("CREATE TABLE shop.lines (id int, n int); CREATE TABLE shop.old (id int)");
    owner.execute("CREATE VIEW shop.totals AS SELECT sum(total) AS s FROM shop.orders");
    owner.execute("CREATE TABLE shop.parted (at date) PARTITION BY RANGE (at)");
  }

  /// A partition more is no other schema, and neither are rows.
  private static void changeSchema(Session owner) {
    owner.execute("ALTER TABLE shop.orders ADD amount bigint, DROP COLUMN note");
    owner.execute("ALTER TABLE shop.lines ALTER n SET NOT NULL, ADD CHECK (n > 0)");
    owner.execute("ALTER TABLE shop.old RENAME TO former");
    owner.execute("CREATE TABLE shop.fresh (a int, b int)");
    owner.execute("CREATE INDEX lines_n ON shop.lines (n); DROP INDEX shop.orders_total");
    owner.execute(
        "CREATE OR REPLACE VIEW shop.totals AS SELECT max(id)::bigint AS s FROM shop.orders");
    owner.execute("CREATE TABLE shop.parted_1 PARTITION OF shop.parted DEFAULT");
    owner.execute("INSERT INTO shop.orders VALUES (1, 2, 3); ANALYZE");
    owner.execute("VACUUM shop.orders");
  }

  private static void change(Session owner) {
    changeSchema(owner);
    owner.execute("ALTER SYSTEM SET work_mem = '8MB'");
    owner.execute("ALTER SYSTEM SET max_connections = 70");
    owner.execute("ALTER ROLE app SET work_mem = '16MB'");
    owner.execute("ALTER ROLE app SUPERUSER");
    owner.execute("DROP ROLE readers; CREATE ROLE writers; GRANT writers TO app");
    owner.execute("GRANT CREATE ON DATABASE postgres TO writers");
    owner.execute("GRANT USAGE ON SCHEMA public TO writers");
    owner.execute("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO writers WITH GRANT OPTION");
    owner.execute("CREATE EXTENSION pgcrypto SCHEMA public");
    owner.text("SELECT pg_reload_conf()::text");
  }

  private static List<Event> events(List<Inventory> before, List<Inventory> now) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      before.get(i).to(now.get(i)).ifPresent(d -> Inventories.report(d, events::add));
    }
    return events;
  }

  private static List<Inventory> read(Session watcher) {
    ServerFacts facts = new ServerFacts(watcher.version(), "1", Instant.EPOCH, false);
    return Inventories.all().stream()
        .map(kind -> new Inventory("shop", kind.name(), CLOCK.now(), kind.read(watcher, facts)))
        .toList();
  }

  private static Optional<String> attribute(
      List<Inventory> all, String kind, String key, String attribute) {
    return all.stream()
        .filter(i -> i.kind().equals(kind))
        .findFirst()
        .flatMap(i -> i.item(key))
        .flatMap(item -> item.attribute(attribute));
  }

  private static Session watcher(TemporaryCluster cluster) {
    ConnectionSettings all = cluster.settings();
    return Session.open(
        new ConnectionSettings(
            all.host(),
            all.port(),
            "postgres",
            "watcher",
            Optional.empty(),
            all.tls(),
            all.connectTimeout()),
        SessionOptions.of("ballast watch"));
  }
}
