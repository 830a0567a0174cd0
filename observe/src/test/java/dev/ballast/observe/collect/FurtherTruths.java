package dev.ballast.observe.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.collect.buffercache.BufferCacheFamily;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// What is known of a cluster that was prepared so, family by family.
record FurtherTruths(TemporaryCluster cluster, Session owner, Session watcher, ServerFacts facts) {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  void check(int major) {
    prepared();
    files();
    limits();
    keys();
    progress();
    subscription(major);
    assertThat(family("receiver").read(watcher, facts)).isEmpty();
    assertThat(family("conflict").read(watcher, facts)).isEmpty();
    if (major >= 16) {
      // 128 MB in pages of 8 kB.
      assertThat(
              figure("buffer_cache", "used", Labels.NONE)
                  + figure("buffer_cache", "unused", Labels.NONE))
          .isEqualTo(16_384);
    }
  }

  /// Before anything else: what is missing is named.
  void installBufferCache(int major) {
    assertThatThrownBy(() -> new BufferCacheFamily().read(watcher, facts))
        .isInstanceOfSatisfying(
            Fault.class,
            f -> {
              assertThat(f.code()).isEqualTo(ObserveError.BUFFER_CACHE_UNAVAILABLE);
              assertThat(f.hint().isPresent()).isEqualTo(major >= 16);
            });
    if (major >= 16) {
      owner.execute("CREATE EXTENSION pg_buffercache");
    }
  }

  private void prepared() {
    owner.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
    owner.execute("INSERT INTO items VALUES (1)");
    owner.execute("PREPARE TRANSACTION 'further'");
    owner.rollback();
    owner.execute("INSERT INTO items VALUES (2)");
    assertThat(figure("prepared", "transactions", Labels.NONE)).isEqualTo(1);
    assertThat(figure("prepared", "oldest_seconds", Labels.NONE)).isBetween(0.0, 60.0);
    assertThat(figure("prepared", "oldest_age_transactions", Labels.NONE)).isEqualTo(2);
    owner.execute("ROLLBACK PREPARED 'further'");
    assertThat(figure("prepared", "transactions", Labels.NONE)).isZero();
    assertThat(figure("prepared", "oldest_seconds", Labels.NONE)).isNaN();
  }

  /// Two WAL files wait for an archive, and a query has left 4,711 bytes.
  private void files() {
    Path wal = cluster.dataDirectory().resolve("pg_wal");
    Path temporary = cluster.dataDirectory().resolve("base/pgsql_tmp");
    try {
      Files.writeString(wal.resolve("archive_status/000000010000000000000001.ready"), "");
      Files.writeString(wal.resolve("archive_status/000000010000000000000002.ready"), "");
      Files.writeString(wal.resolve("archive_status/000000010000000000000003.done"), "");
      Files.createDirectories(temporary);
      cluster.own(temporary);
      Files.write(temporary.resolve("pgsql_tmp1.0"), new byte[4711]);
      List<Path> files;
      try (Stream<Path> all = Files.list(wal)) {
        files = all.filter(Files::isRegularFile).toList();
      }
      assertThat(figure("wal_files", "files", Labels.NONE)).isEqualTo(files.size());
      assertThat(figure("wal_files", "bytes", Labels.NONE))
          .isEqualTo(files.stream().mapToDouble(FurtherTruths::size).sum());
      assertThat(figure("wal_files", "max_wal_size_bytes", Labels.NONE)).isEqualTo(1L << 30);
      assertThat(figure("wal_files", "archive_waiting", Labels.NONE)).isEqualTo(2);
      Labels usual = Labels.of("tablespace", "pg_default");
      assertThat(figure("temporary", "files", usual)).isEqualTo(1);
      assertThat(figure("temporary", "bytes", usual)).isEqualTo(4711);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void limits() {
    owner.execute("CREATE ROLE limited LOGIN CONNECTION LIMIT 3");
    owner.execute("ALTER DATABASE postgres CONNECTION LIMIT 40");
    Labels server = Labels.of(new Label("kind", "server"), new Label("name", ""));
    Labels database = Labels.of(new Label("kind", "database"), new Label("name", "postgres"));
    Labels role = Labels.of(new Label("kind", "role"), new Label("name", "limited"));
    // A session that was closed before may still be ending.
    eventually(() -> figure("connection_limit", "used", server) == 2);
    assertThat(figure("connection_limit", "most", server)).isEqualTo(57);
    assertThat(figure("connection_limit", "used", database)).isEqualTo(2);
    assertThat(figure("connection_limit", "most", database)).isEqualTo(40);
    assertThat(figure("connection_limit", "used", role)).isZero();
    assertThat(figure("connection_limit", "most", role)).isEqualTo(3);
  }

  private void keys() {
    owner.execute("CREATE TABLE small (id int4, fits bigserial, serial serial)");
    owner.execute("CREATE SEQUENCE large OWNED BY small.id");
    owner.execute(
        "CREATE SEQUENCE free; CREATE SEQUENCE again AS int4 CYCLE; CREATE SEQUENCE none");
    owner.execute(
        "CREATE TABLE others (a int2 DEFAULT nextval('free'), b int4 DEFAULT nextval('again'))");
    owner.execute("GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO watcher");
    owner.text("SELECT setval('large', 1073741824)::text");
    owner.text("SELECT setval('small_fits_seq', 1073741824)::text");
    owner.text("SELECT setval('small_serial_seq', 536870912)::text");
    owner.text("SELECT setval('free', 8192)::text");
    owner.text("SELECT setval('again', 2147483647)::text");
    owner.text("SELECT setval('none', 2147483647)::text");
    Labels key = key("small", "id", "large");
    assertThat(figure("key", "used_ratio", key)).isCloseTo(0.5, within(1e-6));
    assertThat(figure("key", "last_value", key)).isEqualTo(1_073_741_824);
    assertThat(figure("key", "used_ratio", key("small", "serial", "small_serial_seq")))
        .isCloseTo(0.25, within(1e-6));
    // By its default alone; 8192 of 32767. The sequence that begins again has no end.
    assertThat(figure("key", "used_ratio", key("others", "a", "free")))
        .isCloseTo(0.25, within(1e-4));
    assertThat(family("key").read(watcher, facts)).hasSize(3);
  }

  private static Labels key(String table, String column, String sequence) {
    return Labels.of(
        new Label("schema", "public"),
        new Label("table", table),
        new Label("column", column),
        new Label("sequence_schema", "public"),
        new Label("sequence", sequence));
  }

  private void progress() {
    try (Session copying = cluster.session();
        Session vacuuming = cluster.session()) {
      Thread copy =
          Thread.ofVirtual()
              .start(
                  () ->
                      assertThatThrownBy(
                              () -> copying.execute("COPY (SELECT pg_sleep(600)) TO '/dev/null'"))
                          .isInstanceOf(Fault.class));
      vacuuming.execute("SET vacuum_cost_delay = '100ms'; SET vacuum_cost_limit = 1");
      Thread vacuum =
          Thread.ofVirtual()
              .start(
                  () ->
                      assertThatThrownBy(() -> vacuuming.execute("VACUUM (PARALLEL 0) items"))
                          .isInstanceOf(Fault.class));
      Labels toFile = progressOf("COPY TO", "FILE");
      Labels scanning = progressOf("VACUUM", "scanning heap");
      eventually(() -> figure("progress", "running", toFile) == 1);
      assertThat(figure("progress", "least_done_ratio", toFile)).isNaN();
      eventually(() -> figure("progress", "least_done_ratio", scanning) > 0);
      assertThat(figure("progress", "running", scanning)).isEqualTo(1);
      assertThat(figure("progress", "least_done_ratio", scanning)).isLessThan(1);
      copying.cancel();
      vacuuming.cancel();
      join(copy);
      join(vacuum);
    }
    assertThat(family("progress").read(watcher, facts)).isEmpty();
  }

  private static Labels progressOf(String command, String phase) {
    return Labels.of(
        new Label("command", command),
        new Label("phase", phase),
        new Label("database", "postgres"));
  }

  /// Another database of the same server subscribes, and meets a row that it has already.
  private void subscription(int major) {
    ConnectionSettings settings = cluster.settings();
    owner.execute("CREATE DATABASE subscriber");
    owner.execute("CREATE TABLE published (i int PRIMARY KEY)");
    owner.execute("CREATE PUBLICATION p FOR TABLE published");
    owner.text("SELECT pg_create_logical_replication_slot('s', 'pgoutput')::text");
    try (Session subscriber = cluster.session("subscriber")) {
      subscriber.execute("CREATE TABLE published (i int PRIMARY KEY)");
      subscriber.execute("INSERT INTO published VALUES (1)");
      subscriber.execute(
          "CREATE SUBSCRIPTION s CONNECTION 'host=%s port=%d dbname=postgres user=postgres'"
                  .formatted(settings.host(), settings.port())
              + " PUBLICATION p WITH (create_slot = false, slot_name = 's', copy_data = false)");
      Labels s = Labels.of(new Label("subscription", "s"), new Label("database", "subscriber"));
      eventually(() -> figure("subscription", "workers", s) >= 1);
      eventually(() -> figure("subscription", "received_position_bytes", s) > 0);
      assertThat(figure("subscription", "enabled", s)).isEqualTo(1);
      assertThat(figure("subscription", "last_message_seconds", s)).isBetween(0.0, 60.0);
      owner.execute("INSERT INTO published VALUES (1)");
      if (major >= 15) {
        eventually(() -> figure("subscription", "apply_errors", s) >= 1);
        assertThat(figure("subscription", "sync_errors", s)).isZero();
      } else {
        assertThat(figure("subscription", "apply_errors", s)).isNaN();
      }
      if (major >= 18) {
        eventually(() -> figure("subscription", "conflicts", s) >= 1);
      } else {
        assertThat(figure("subscription", "conflicts", s)).isNaN();
      }
      subscriber.execute("ALTER SUBSCRIPTION s DISABLE");
      subscriber.execute("ALTER SUBSCRIPTION s SET (slot_name = NONE)");
      subscriber.execute("DROP SUBSCRIPTION s");
    }
    assertThat(family("subscription").read(watcher, facts)).isEmpty();
  }

  private static Family<?> family(String name) {
    return Families.all().stream()
        .<Family<?>>map(f -> f)
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// Minus one where the entity is not there.
  private double figure(String family, String metric, Labels labels) {
    Family<?> wanted = family(family);
    return wanted.read(watcher, facts).stream()
        .filter(f -> f.labels().equals(labels))
        .mapToDouble(f -> f.value(wanted.layout().indexOf(metric)))
        .findFirst()
        .orElse(-1);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void eventually(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      if (CLOCK.since(began).compareTo(PATIENCE) > 0) {
        fail("it did not come about within " + PATIENCE);
      }
      CLOCK.pause(Duration.ofMillis(20));
    }
  }
}
