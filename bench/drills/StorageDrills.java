import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Faults of the write-ahead log, slots, subscriptions, vacuum and pages.
final class StorageDrills {
  private static final int PAGE_BYTES = 8192;

  private StorageDrills() {}

  static List<Drill> list() {
    return Stream.of(log(), subscriptions(), vacuum()).flatMap(List::stream).toList();
  }

  private static List<Drill> log() {
    return List.of(
        Drill.of(
                "archiver-failing",
                "archive-failing",
                "archive_command fails while segments are filled.",
                rig -> archive(rig, "/bin/false", 4))
            .with("setting-changed", "archive-behind"),
        Drill.of(
                "archiver-slow",
                "archive-behind",
                "archive_command takes a minute for each segment.",
                rig -> archive(rig, "/bin/sleep 60", 6))
            .with("setting-changed"),
        Drill.of(
            "checkpoint-storm",
            "checkpoints-requested",
            "Checkpoints are requested one after the other.",
            StorageDrills::checkpoints),
        Drill.of(
                "much-wal",
                "wal-rate-high",
                "A session writes WAL as fast as it can.",
                StorageDrills::wal)
            .with("checkpoints-requested", "standby-behind", "replay-behind", "standby-late", "wal-buffers-full"),
        Drill.of(
                "slot-kept",
                "slot-inactive",
                "A slot is made, nobody reads from it, and twelve segments are written.",
                StorageDrills::slot)
            .about("kept")
            .with("slot-retains-much"),
        Drill.of(
                "slot-lost",
                "slot-lost",
                "A slot falls behind max_slot_wal_keep_size.",
                StorageDrills::lost)
            .about("bounded")
            .with(
                "slot-near-loss",
                "slot-inactive",
                "slot-retains-much",
                "setting-changed",
                "subscription-errors",
                "log-replication-ended",
                "log-slot-invalidated"));
  }

  private static List<Drill> subscriptions() {
    return List.of(
        Drill.of(
                "subscription-conflict",
                "subscription-errors",
                "A subscriber has a row already that is replicated to it.",
                StorageDrills::conflict)
            .with(
                "subscription-stopped",
                "slot-inactive",
                "standby-gone",
                "rollback-share",
                "log-replication-ended",
                "subscription-conflicts",
                "log-fatal-many"),
        Drill.of(
                "subscription-disabled",
                "subscription-disabled",
                "A subscription is disabled and forgotten.",
                StorageDrills::disabled)
            .with("slot-inactive", "standby-gone"),
        Drill.of(
                "subscription-astray",
                "subscription-stopped",
                "A subscription connects to a port where nobody listens.",
                StorageDrills::astray)
            .with("slot-inactive", "standby-gone", "log-replication-ended", "subscription-errors", "log-fatal-many")
            .within(Duration.ofMinutes(5)));
  }

  private static List<Drill> vacuum() {
    return List.of(
        Drill.of(
                "wraparound",
                "xid-wraparound",
                "The catalog says that a database was frozen 1.3 billion transactions ago.",
                rig -> aged(rig, "datfrozenxid"))
            .about("old")
            .with("freeze-overdue", "setting-changed", "autovacuum-off"),
        Drill.of(
                "multixact-wraparound",
                "multixact-wraparound",
                "The catalog says that a database is 1.3 billion multixacts old.",
                rig -> aged(rig, "datminmxid"))
            .about("old")
            .with("setting-changed", "autovacuum-off"),
        Drill.of(
                "vacuum-workers",
                "autovacuum-workers-busy",
                "Both workers of autovacuum are throttled on two tables.",
                StorageDrills::workers)
            .with("dead-rows", "never-analyzed", "never-vacuumed"),
        Drill.of(
                "damaged-page",
                "checksum-failures",
                "Four bytes of a page are overwritten, and it is read.",
                StorageDrills::damaged)
            .with("log-corruption", "rollback-share"));
  }

  private static Drill.Removal archive(Rig rig, String command, int segments) {
    Drill.Removal setting = rig.set("archive_command", command);
    rig.segments(segments);
    return () -> {
      setting.end();
      rig.segments(1);
    };
  }

  private static Drill.Removal checkpoints(Rig rig) {
    Session session = rig.session();
    Rig.Loop loop =
        Rig.loop(
            1,
            () -> {
              session.text("SELECT pg_logical_emit_message(false, 'drill', 'x')::text");
              session.execute("CHECKPOINT");
              Rig.CLOCK.pause(Duration.ofSeconds(2));
            });
    return () -> {
      loop.end();
      session.close();
    };
  }

  private static Drill.Removal wal(Rig rig) {
    Session session = rig.session();
    Rig.Loop loop =
        Rig.loop(
            1,
            () -> {
              session.text(
                  "SELECT pg_logical_emit_message(false, 'drill', repeat('x', 4194304))::text");
              Rig.CLOCK.pause(Duration.ofMillis(200));
            });
    return () -> {
      loop.end();
      session.close();
    };
  }

  private static Drill.Removal slot(Rig rig) {
    rig.ask("SELECT pg_create_physical_replication_slot('kept', true)::text");
    rig.segments(12);
    return () -> rig.ask("SELECT pg_drop_replication_slot('kept')::text");
  }

  private static Drill.Removal lost(Rig rig) {
    Drill.Removal setting = rig.set("max_slot_wal_keep_size", "64MB");
    rig.ask("SELECT pg_create_physical_replication_slot('bounded', true)::text");
    rig.segments(8);
    rig.run("postgres", "CHECKPOINT");
    return () -> {
      rig.ask("SELECT pg_drop_replication_slot('bounded')::text");
      setting.end();
    };
  }

  /// Makes a subscription of the same server to itself.
  static void subscribe(Rig rig) {
    rig.ask("SELECT pg_create_logical_replication_slot('s', 'pgoutput')::text");
    rig.run("subscriber", "CREATE TABLE published (i int PRIMARY KEY)");
    rig.run(
        "subscriber",
        "CREATE SUBSCRIPTION s CONNECTION '%s' PUBLICATION p WITH (create_slot = false, slot_name = 's', copy_data = false)"
            .formatted(itself(rig, rig.primary.settings().port())));
  }

  private static String itself(Rig rig, int port) {
    return "host=127.0.0.1 port=%d dbname=postgres user=postgres".formatted(port);
  }

  private static Drill.Removal conflict(Rig rig) {
    rig.run("subscriber", "INSERT INTO published VALUES (7)");
    rig.run("postgres", "INSERT INTO published VALUES (7)");
    return () -> {
      rig.run("subscriber", "DELETE FROM published");
      rig.run("postgres", "DELETE FROM published");
    };
  }

  private static Drill.Removal disabled(Rig rig) {
    rig.run("subscriber", "ALTER SUBSCRIPTION s DISABLE");
    return () -> rig.run("subscriber", "ALTER SUBSCRIPTION s ENABLE");
  }

  private static Drill.Removal astray(Rig rig) {
    rig.run("subscriber", "ALTER SUBSCRIPTION s CONNECTION '%s'".formatted(itself(rig, 1)));
    return () ->
        rig.run(
            "subscriber",
            "ALTER SUBSCRIPTION s CONNECTION '%s'"
                .formatted(itself(rig, rig.primary.settings().port())));
  }

  /// A database whose catalog row says that it is so old; autovacuum would set it right at once.
  private static Drill.Removal aged(Rig rig, String column) {
    String next =
        column.equals("datfrozenxid")
            ? "pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
            : "mxid_age('1')::bigint + 1";
    String before = rig.ask("SELECT " + column + "::text FROM pg_database WHERE datname = 'old'");
    String old = rig.ask("SELECT ((" + next + " - 1300000000 + 4294967296) % 4294967296)::text");
    Drill.Removal vacuum = rig.set("autovacuum", "off");
    age(rig, column, old);
    return () -> {
      age(rig, column, before);
      vacuum.end();
    };
  }

  private static void age(Rig rig, String column, String id) {
    rig.run(
        "postgres",
        "UPDATE pg_database SET %s = '%s' WHERE datname = 'old'".formatted(column, id));
  }

  private static Drill.Removal workers(Rig rig) {
    for (String table : List.of("lengthy_1", "lengthy_2")) {
      rig.run(
          "drills",
          """
          CREATE TABLE %s WITH (autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1,
            autovacuum_vacuum_threshold = 10, autovacuum_vacuum_scale_factor = 0)
          AS SELECT generate_series(1, 200000) AS i"""
              .formatted(table));
      rig.run("drills", "DELETE FROM " + table);
    }
    return () -> {
      rig.run("drills", "DROP TABLE lengthy_1");
      rig.run("drills", "DROP TABLE lengthy_2");
    };
  }

  /// A page of a database that was copied as files, so that none of its pages is in memory.
  private static Drill.Removal damaged(Rig rig) throws IOException {
    rig.run("postgres", "CREATE DATABASE damaged TEMPLATE template0 STRATEGY file_copy");
    try (Session session = rig.session("damaged")) {
      Path file =
          rig.primary
              .dataDirectory()
              .resolve(session.text("SELECT pg_relation_filepath('pg_description')"));
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), PAGE_BYTES + PAGE_BYTES / 2);
      }
      try {
        session.text("SELECT count(description)::text FROM pg_description");
      } catch (Fault fault) {
        return () -> rig.run("postgres", "DROP DATABASE damaged WITH (FORCE)");
      }
    }
    throw new IllegalStateException("the damage was not noticed");
  }
}
