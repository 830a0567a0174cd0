package dev.ballast.observe.catalogue;

import static dev.ballast.observe.catalogue.Fixture.Place.PRIMARY;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.catalogue.Fixture.OnServer;
import dev.ballast.observe.catalogue.Fixture.Undo;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Faults of the write-ahead log, slots, subscriptions, vacuum and pages.
final class StorageFixtures {
  private static final int PAGE_BYTES = 8192;

  private StorageFixtures() {}

  static List<Fixture> list() {
    return List.of(
        OnServer.of("checkpoints-requested", PRIMARY, StorageFixtures::checkpoints),
        OnServer.of("slot-inactive", PRIMARY, StorageFixtures::forgotten).cured(),
        OnServer.of("slot-retains-much", PRIMARY, s -> slot(s, 5)).lowered(3 << 20),
        OnServer.of("subscription-disabled", PRIMARY, StorageFixtures::disabled),
        OnServer.of("subscription-errors", PRIMARY, StorageFixtures::conflict).since(15),
        OnServer.of("subscription-stopped", PRIMARY, StorageFixtures::astray),
        OnServer.of("archive-failing", PRIMARY, s -> archiveBroken(s, 1)),
        OnServer.of("archive-behind", PRIMARY, s -> archiveBroken(s, 11)),
        OnServer.of("archive-never", PRIMARY, StorageFixtures::archiveNever),
        OnServer.of("wal-directory-large", PRIMARY, s -> archiveBroken(s, 40)),
        OnServer.of("wal-rate-high", PRIMARY, StorageFixtures::wal).lowered(4 << 20),
        OnServer.of("wal-buffers-full", PRIMARY, StorageFixtures::wal),
        OnServer.of("cache-misses", PRIMARY, StorageFixtures::large).also("backends-write-buffers"),
        OnServer.of("xid-wraparound", PRIMARY, s -> aged(s, "old", "datfrozenxid"))
            .also("freeze-overdue"),
        OnServer.of("multixact-wraparound", PRIMARY, s -> aged(s, "busy", "datminmxid")),
        OnServer.of("xmin-horizon-held", PRIMARY, StorageFixtures::horizon).lowered(100).cured(),
        OnServer.of("autovacuum-workers-busy", PRIMARY, StorageFixtures::worker),
        OnServer.of("dead-rows", PRIMARY, StorageFixtures::dead)
            .also("never-vacuumed", "never-analyzed")
            .cured(),
        OnServer.of("checksum-failures", PRIMARY, StorageFixtures::damaged),
        // The slot of the subscription may be lost as well.
        OnServer.of("slot-lost", PRIMARY, StorageFixtures::lost),
        OnServer.of("slot-near-loss", PRIMARY, s -> bounded(s, 36)),
        OnServer.of("server-restarted", PRIMARY, s -> Undo.NOTHING),
        OnServer.of("target-unreachable", PRIMARY, StorageFixtures::stopped));
  }

  private static Undo forgotten(Scene scene) {
    slot(scene, 1);
    return Undo.NOTHING;
  }

  private static Undo slot(Scene scene, int segments) {
    scene.owner().text("SELECT pg_create_physical_replication_slot('kept', true)::text");
    scene.segments(segments);
    return () -> scene.owner().text("SELECT pg_drop_replication_slot('kept')::text");
  }

  /// Slots may keep 40 segments of 1 MB.
  private static Undo bounded(Scene scene, int segments) {
    scene.set("max_slot_wal_keep_size", "40MB");
    Undo slot = slot(scene, segments);
    return () -> {
      slot.end();
      scene.reset("max_slot_wal_keep_size");
    };
  }

  private static Undo lost(Scene scene) {
    Undo undo = bounded(scene, 50);
    scene.owner().execute("CHECKPOINT");
    return undo;
  }

  private static void subscriber(Scene scene, String sql) {
    try (Session session = scene.session("subscriber")) {
      session.execute(sql);
    }
  }

  private static Undo disabled(Scene scene) {
    subscriber(scene, "ALTER SUBSCRIPTION s DISABLE");
    return () -> subscriber(scene, "ALTER SUBSCRIPTION s ENABLE");
  }

  private static Undo astray(Scene scene) {
    subscriber(scene, "ALTER SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=1 dbname=postgres'");
    return () ->
        subscriber(
            scene,
            "ALTER SUBSCRIPTION s CONNECTION '%s'"
                .formatted(CatalogueWalkIT.itself(scene.server())));
  }

  private static Undo conflict(Scene scene) {
    subscriber(scene, "INSERT INTO published VALUES (7) ON CONFLICT DO NOTHING");
    scene.owner().execute("INSERT INTO published VALUES (7) ON CONFLICT DO NOTHING");
    return () -> {
      subscriber(scene, "DELETE FROM published");
      scene.owner().execute("DELETE FROM published");
    };
  }

  private static Undo archiveBroken(Scene scene, int segments) {
    long failed = archiver(scene, "failed_count");
    AtomicLong archived = new AtomicLong(archiver(scene, "archived_count"));
    scene.set("archive_command", "/bin/false");
    scene.segments(segments);
    // The archiver reads its settings when it likes: what it still archives makes room for another.
    scene.eventually(
        () -> {
          long now = archiver(scene, "archived_count");
          if (archived.getAndSet(now) < now) {
            scene.segments(1);
          }
          return archiver(scene, "failed_count") > failed;
        });
    return () -> {
      scene.set("archive_command", "/bin/true");
      scene.segments(1);
    };
  }

  private static long archiver(Scene scene, String column) {
    return scene.owner().number("SELECT " + column + " FROM pg_stat_archiver");
  }

  private static Undo archiveNever(Scene scene) {
    Undo undo = archiveBroken(scene, 2);
    scene.owner().text("SELECT pg_stat_reset_shared('archiver')::text");
    return undo;
  }

  /// A session that writes 4 MB of it again and again.
  private static Undo wal(Scene scene) {
    AtomicBoolean over = new AtomicBoolean();
    Session session = scene.session();
    Thread writing =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!over.get()) {
                    session.text(
                        "SELECT pg_logical_emit_message(false, 'ballast', repeat('x', 4194304))::text");
                  }
                });
    return () -> {
      over.set(true);
      new Scene.Crowd(List.of(session), List.of(writing)).await();
    };
  }

  private static Undo checkpoints(Scene scene) {
    for (int i = 0; i < 6; i++) {
      scene.owner().text("SELECT pg_logical_emit_message(false, 'ballast', 'x')::text");
      scene.owner().execute("CHECKPOINT");
    }
    return Undo.NOTHING;
  }

  /// 20,000 pages, which is ten times the shared buffers, written and read three times. A server of
  /// 14 counts from the first session of a database on: there has to be one before.
  private static Undo large(Scene scene) {
    scene.owner().execute("CREATE DATABASE cold");
    scene.session("cold").close();
    scene.eventually(
        () ->
            scene.watched().board().target("shop").orElseThrow().family("database").stream()
                .flatMap(family -> family.latest().stream())
                .anyMatch(
                    reading ->
                        reading.entities().stream()
                            .filter(f -> f.labels().value("database").orElse("").equals("cold"))
                            .anyMatch(f -> f.value(reading.layout().indexOf("commits")) > 0)));
    try (Session session = scene.session("cold")) {
      session.execute(
          "CREATE UNLOGGED TABLE large (i int, filler text) WITH (autovacuum_enabled = off)");
      session.execute("ALTER TABLE large ALTER filler SET STORAGE PLAIN");
      session.execute(
          "INSERT INTO large SELECT i, repeat('x', 3900) FROM generate_series(1, 40000) AS i");
      for (int i = 0; i < 3; i++) {
        session.text("SELECT count(filler)::text FROM large");
      }
    }
    return () -> scene.owner().execute("DROP DATABASE cold WITH (FORCE)");
  }

  /// A database whose catalog row says that it is so old.
  private static Undo aged(Scene scene, String database, String column) {
    String next =
        column.equals("datfrozenxid")
            ? "pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
            : "mxid_age('1')::bigint + 1";
    String before =
        scene
            .owner()
            .text("SELECT " + column + "::text FROM pg_database WHERE datname = ?", database);
    String old =
        scene.owner().text("SELECT ((" + next + " - 1300000000 + 4294967296) % 4294967296)::text");
    // A worker would set it right at once.
    scene.set("autovacuum", "off");
    scene.eventually(
        () ->
            scene
                    .owner()
                    .number(
                        "SELECT count(*) FROM pg_stat_activity WHERE backend_type LIKE 'autovacuum%'")
                == 0);
    age(scene, database, column, old);
    return () -> {
      age(scene, database, column, before);
      scene.reset("autovacuum");
    };
  }

  private static void age(Scene scene, String database, String column, String id) {
    scene
        .owner()
        .execute(
            "UPDATE pg_database SET %s = '%s' WHERE datname = '%s'"
                .formatted(column, id, database));
  }

  private static Undo horizon(Scene scene) {
    Session session = scene.holding("SELECT count(*) FROM filled");
    scene
        .owner()
        .execute(
            """
            DO $$ BEGIN
              FOR i IN 1..300 LOOP
                BEGIN INSERT INTO filled VALUES (i); EXCEPTION WHEN division_by_zero THEN NULL; END;
              END LOOP;
            END $$
            """);
    // So that the slot of the subscription does not hold the same rows for a quarter of a minute.
    scene.owner().execute("CHECKPOINT");
    return session::close;
  }

  /// Its only worker is on a table that takes it minutes.
  private static Undo worker(Scene scene) {
    try (Session session = scene.session()) {
      session.execute(
          """
            CREATE TABLE lengthy WITH (autovacuum_vacuum_cost_delay = 100,
              autovacuum_vacuum_cost_limit = 1, autovacuum_vacuum_threshold = 10,
              autovacuum_vacuum_scale_factor = 0) AS SELECT generate_series(1, 50000) AS i
            """);
      session.execute("DELETE FROM lengthy");
    }
    return () -> scene.owner().execute("DROP TABLE lengthy");
  }

  /// In a session that ends, since one of 14 keeps its last figures to itself while it is idle.
  private static Undo dead(Scene scene) {
    try (Session session = scene.session()) {
      session.execute(
          "CREATE TABLE worn WITH (autovacuum_enabled = off) AS SELECT generate_series(1, 30000) AS i");
      session.execute("DELETE FROM worn WHERE i > 10000");
    }
    return () -> scene.owner().execute("DROP TABLE worn");
  }

  /// A page of a database that was copied as files, so that none of its pages is in memory.
  private static Undo damaged(Scene scene) throws IOException {
    String how = scene.major() < 15 ? "" : " STRATEGY file_copy";
    scene.owner().execute("CREATE DATABASE damaged TEMPLATE template0" + how);
    try (Session session = scene.session("damaged")) {
      Path file =
          scene
              .server()
              .dataDirectory()
              .resolve(session.text("SELECT pg_relation_filepath('pg_description')"));
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), PAGE_BYTES + PAGE_BYTES / 2);
      }
      fails(session, "SELECT count(description)::text FROM pg_description");
    }
    return () -> scene.owner().execute("DROP DATABASE damaged WITH (FORCE)");
  }

  private static void fails(Session session, String sql) {
    try {
      session.text(sql);
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      return;
    }
    throw new AssertionError("the damage was not noticed");
  }

  private static Undo stopped(Scene scene) {
    scene.server().stop(StopMode.FAST);
    return Undo.NOTHING;
  }
}
