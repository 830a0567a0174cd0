package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.server.api.EventsView;
import dev.ballast.server.api.InventoryView;
import dev.ballast.server.api.LocksView;
import dev.ballast.server.api.StatementsView;
import dev.ballast.server.api.TargetView;
import dev.ballast.server.http.NodeClient;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.store.event.Event;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ListenSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a node keeps of a server beside figures, and that no secret of the server is in any of it.
class RecordsIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String CANARY = "canary7f3a";

  /// Found where it must be, so that the search finds what is there.
  private static final String MARK = "mark5c1e";

  @Test
  void changesDuringAnAbsenceAreSeenAndSecretsAreNowhere() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("records");
        TemporaryCluster shop =
            TemporaryCluster.of(18, CLOCK)
                .tcp()
                .setting("shared_preload_libraries", "pg_stat_statements")
                .setting("primary_conninfo", "'host=x password=" + CANARY + "'")
                .start();
        Session owner = shop.session()) {
      owner.execute("CREATE EXTENSION pg_stat_statements; CREATE TABLE " + MARK + " (a text)");
      plant(owner);
      NodeSettings settings = settings(folder.path(), shop);
      List<Object> answers = new ArrayList<>();
      try (Node _ = Node.start(settings, CLOCK);
          NodeClient client = client(settings)) {
        eventually(() -> texts(client).contains("CREATE ROLE app PASSWORD $1"));
        answers.add(client.get("/api/v1/targets/shop", TargetView.class));
        answers.add(aStatement(client));
        answers.add(whoWaits(client, owner, shop));
        InventoryView before = inventory(client);
        answers.add(before);
      }
      owner.execute("ALTER SYSTEM SET work_mem = '8MB'");
      owner.text("SELECT pg_reload_conf()::text");
      owner.execute("ALTER ROLE app PASSWORD '" + CANARY + "' SUPERUSER");
      try (Node _ = Node.start(settings, CLOCK);
          NodeClient client = client(settings)) {
        eventually(() -> events(client).events().size() >= 2);
        EventsView events = events(client);
        answers.add(events);
        assertThat(events.events())
            .extracting(Event::summary)
            .contains(
                "work_mem: value is 8192, before 4096; source is configuration file, before"
                    + " default",
                "role app: superuser is yes, before no");
        assertThat(client.get("/api/v1/events?limit=1", EventsView.class).next()).isPresent();
        assertThat(client.get("/api/v1/events?source=role", EventsView.class).events()).hasSize(1);
      }
      String all = new String(Json.write(answers), StandardCharsets.UTF_8);
      assertThat(all).contains(MARK).doesNotContain(CANARY);
      assertThat(filesWith(folder.path(), MARK)).isNotEmpty();
      assertThat(filesWith(folder.path(), CANARY)).isEmpty();
    }
  }

  private static void plant(Session owner) {
    owner.execute("CREATE ROLE app PASSWORD '" + CANARY + "'");
    owner.execute("/* " + CANARY + " */ SELECT a FROM " + MARK + " WHERE a = '" + CANARY + "'");
    owner.execute("DO $$ BEGIN PERFORM '" + CANARY + "'; END $$");
    owner.execute("COPY " + MARK + " FROM PROGRAM 'echo " + CANARY + "'");
    owner.execute("ALTER ROLE app SET shop.token = '" + CANARY + "'");
    owner.execute("SET shop.token = " + CANARY);
  }

  private static StatementsView aStatement(NodeClient client) {
    String id =
        client.get("/api/v1/targets/shop", TargetView.class).families().stream()
            .filter(f -> f.name().equals("statement"))
            .flatMap(f -> f.entities().stream())
            .filter(e -> e.text().map(t -> t.text().contains(MARK)).orElse(false))
            .flatMap(e -> e.labels().stream())
            .filter(l -> l.name().equals("queryid"))
            .findFirst()
            .orElseThrow()
            .value();
    StatementsView view = client.get("/api/v1/targets/shop/statements/" + id, StatementsView.class);
    assertThat(view.databases()).singleElement().matches(d -> d.database().equals("postgres"));
    return view;
  }

  private static LocksView whoWaits(NodeClient client, Session owner, TemporaryCluster shop) {
    owner.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
    owner.execute("LOCK TABLE " + MARK);
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (Session second = shop.session()) {
                    // Waits longer than the watch takes to see it.
                    second.execute("SET lock_timeout = 0");
                    second.execute("INSERT INTO " + MARK + " VALUES ('" + CANARY + "')");
                  }
                });
    eventually(() -> locks(client).sessions().size() == 2);
    LocksView locks = locks(client);
    assertThat(locks.sessions().getLast().depth()).isEqualTo(1);
    assertThat(locks.sessions().getLast().blockers()).containsExactly(owner.backend());
    owner.rollback();
    try {
      waiting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    eventually(() -> locks(client).at().isEmpty());
    return locks;
  }

  private static LocksView locks(NodeClient client) {
    return client.get("/api/v1/targets/shop/locks", LocksView.class);
  }

  private static InventoryView inventory(NodeClient client) {
    InventoryView settings =
        client.get("/api/v1/targets/shop/inventories/setting", InventoryView.class);
    assertThat(settings.items())
        .filteredOn(i -> i.key().equals("primary_conninfo"))
        .singleElement()
        .matches(i -> i.attribute("value").equals(Optional.of("not read")));
    return settings;
  }

  private static EventsView events(NodeClient client) {
    return client.get("/api/v1/events?target=shop", EventsView.class);
  }

  private static List<String> texts(NodeClient client) {
    return client.get("/api/v1/targets/shop", TargetView.class).families().stream()
        .filter(f -> f.name().equals("statement"))
        .flatMap(f -> f.entities().stream())
        .flatMap(e -> e.text().stream())
        .map(TargetView.TextView::text)
        .toList();
  }

  private static NodeSettings settings(Path folder, TemporaryCluster shop) throws IOException {
    Path file = folder.resolve("ballast.yaml");
    Files.writeString(
        file,
        "version: 1\ntargets:\n  shop:\n    host: 127.0.0.1\n    port: %d\n    user: postgres\n"
                .formatted(shop.settings().port())
            + "    auth: [none]\n");
    return new NodeSettings(
        Configuration.read(file),
        new StoreLocation.Embedded(folder.resolve("store")),
        folder.resolve("state"),
        folder.resolve("heads"),
        ListenSettings.DEFAULTS.withPort(0));
  }

  private static NodeClient client(NodeSettings settings) {
    return NodeAddress.existing(settings.state()).client(AccessToken.existing(settings.state()));
  }

  private static List<Path> filesWith(Path folder, String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> found = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          found.add(file);
        }
      }
      return found;
    }
  }

  private static void eventually(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      if (CLOCK.since(began).compareTo(PATIENCE) > 0) {
        fail("it did not come about within " + PATIENCE);
      }
      CLOCK.pause(Duration.ofMillis(100));
    }
  }
}
