package dev.ballast.observe.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.offset;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.collect.statement.StatementFamily;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each family says what is known to be so, on every major, to a role that has `pg_monitor` and
/// nothing else.
class FamiliesIT {
  private static final Clock CLOCK = Clock.system();
  private static final String HOSTILE = "<script>alert(1)</script>";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void figuresAreWhatIsKnownToBeSo(int major) {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(major, CLOCK)
                .setting("max_prepared_transactions", "2")
                .setting("wal_level", "logical")
                .setting("shared_preload_libraries", "pg_stat_statements")
                .start();
        Session owner = cluster.session()) {
      owner.execute("CREATE ROLE watcher LOGIN; GRANT pg_monitor TO watcher");
      try (Session watcher = watcher(cluster)) {
        ServerFacts facts = new ServerFacts(watcher.version(), "system", Instant.EPOCH, false);
        assertThatThrownBy(() -> new StatementFamily().read(watcher, facts))
            .isInstanceOfSatisfying(
                Fault.class,
                f -> assertThat(f.code()).isEqualTo(ObserveError.STATEMENTS_UNAVAILABLE));
        owner.execute("CREATE SCHEMA \"Some Where\"");
        owner.execute("CREATE EXTENSION pg_stat_statements SCHEMA \"Some Where\"");
        assertThatThrownBy(() -> new StatementFamily().read(watcher, facts))
            .isInstanceOfSatisfying(
                Fault.class, f -> assertThat(f.code()).isEqualTo(PostgresError.PRIVILEGE_MISSING));
        owner.execute("GRANT USAGE ON SCHEMA \"Some Where\" TO watcher");
        FurtherTruths further = new FurtherTruths(cluster, owner, watcher, facts);
        further.installBufferCache(major);
        // First of all every query runs, and what has one row has one.
        for (Family<?> family : Families.all()) {
          if (family.name().equals("buffer_cache") && major < 16) {
            continue;
          }
          List<Figures> read = family.read(watcher, facts);
          assertThat(read.stream().map(Figures::labels)).as(family.name()).doesNotHaveDuplicates();
        }
        new Truths(cluster, owner, watcher, facts).check(major);
        further.check(major);
      }
    }
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

  private record Truths(
      TemporaryCluster cluster, Session owner, Session watcher, ServerFacts facts) {

    void check(int major) {
      instance();
      work();
      slots();
      statements();
      holders();
      callers();
      locks();
      if (major >= 16) {
        assertThat(
                figure(
                    "io",
                    "hits",
                    Labels.of(
                        new Label("backend", "client backend"),
                        new Label("object", "relation"),
                        new Label("context", "normal"))))
            .isPositive();
      } else {
        assertThat(family("io").read(watcher, facts)).isEmpty();
      }
    }

    private void instance() {
      assertThat(figure("instance", "connections", Labels.NONE)).isEqualTo(2);
      assertThat(figure("instance", "connections_max", Labels.NONE)).isEqualTo(57);
      assertThat(figure("instance", "in_recovery", Labels.NONE)).isZero();
      assertThat(figure("instance", "start_timestamp_seconds", Labels.NONE))
          .isEqualTo(
              owner.one(
                  "SELECT floor(EXTRACT(epoch FROM pg_postmaster_start_time()) * 1000) / 1000 AS at",
                  row -> row.decimal("at")));
      assertThat(figure("instance", "clock_timestamp_seconds", Labels.NONE))
          .isCloseTo(
              owner.one(
                  "SELECT EXTRACT(epoch FROM clock_timestamp()) AS at", row -> row.decimal("at")),
              offset(30.0));
      double before = figure("instance", "wal_position_bytes", Labels.NONE);
      owner.execute("SELECT pg_switch_wal()");
      double after = figure("instance", "wal_position_bytes", Labels.NONE);
      assertThat(after).isGreaterThan(before);
      assertThat(figure("database_size", "bytes", database()))
          .isCloseTo((double) owner.number("SELECT pg_database_size('postgres')"), offset(1e6));
    }

    /// 70 transactions with 1,000 rows each are seen, and a checkpoint that was requested.
    private void work() {
      owner.execute("CREATE TABLE items (i int)");
      double commits = figure("database", "commits", database());
      double rows = figure("database", "rows_inserted", database());
      double requested = figure("checkpoint", "requested", Labels.NONE);
      double wal = figure("wal", "bytes", Labels.NONE);
      for (int i = 0; i < 70; i++) {
        owner.execute("INSERT INTO items SELECT generate_series(1, 1000)");
      }
      owner.execute("CHECKPOINT");
      // Rows of catalogs count as well. A backend of 14 keeps the last half second's to itself
      // until
      // its next statement.
      eventually(
          () -> {
            owner.execute("SELECT 1");
            return figure("database", "rows_inserted", database()) >= rows + 70_000;
          });
      assertThat(figure("database", "rows_inserted", database())).isLessThan(rows + 71_000);
      eventually(() -> figure("database", "commits", database()) >= commits + 70);
      eventually(() -> figure("checkpoint", "requested", Labels.NONE) == requested + 1);
      // A row takes 59 bytes of WAL or more.
      eventually(() -> figure("wal", "bytes", Labels.NONE) > wal + 70_000 * 59);
      assertThat(figure("database", "checksum_failures", database())).isZero();
    }

    private void slots() {
      owner.text("SELECT pg_create_physical_replication_slot('kept', true)");
      owner.text("SELECT pg_switch_wal()");
      Labels kept =
          Labels.of(
              new Label("slot", "kept"), new Label("type", "physical"), new Label("database", ""));
      assertThat(figure("slot", "active", kept)).isZero();
      assertThat(figure("slot", "lost", kept)).isZero();
      assertThat(figure("slot", "wal_status", kept)).isZero();
      assertThat(figure("slot", "retained_bytes", kept)).isBetween(1.0, 32.0 * (1 << 20));
      owner.text("SELECT pg_drop_replication_slot('kept')");
      assertThat(family("slot").read(watcher, facts)).isEmpty();
    }

    /// Seven executions with three rows each, and one with two.
    private void statements() {
      for (int i = 0; i < 7; i++) {
        owner.query(
            "SELECT i AS wanted FROM items WHERE i = 5 LIMIT 3", row -> row.number("wanted"));
      }
      owner.query("SELECT i AS wanted FROM items WHERE i = 6 LIMIT 2", row -> row.number("wanted"));
      String id =
          owner.text(
              "SELECT queryid::text FROM \"Some Where\".pg_stat_statements"
                  + " WHERE query LIKE 'SELECT i AS wanted%'");
      Labels statement = Labels.of(new Label("database", "postgres"), new Label("queryid", id));
      assertThat(figure("statement", "calls", statement)).isEqualTo(8);
      assertThat(figure("statement", "rows", statement)).isEqualTo(23);
      assertThat(figure("statement", "blocks_hit", statement)).isPositive();
      String writes =
          owner.text(
              "SELECT queryid::text FROM \"Some Where\".pg_stat_statements"
                  + " WHERE query LIKE 'INSERT INTO items SELECT%'");
      Labels written = Labels.of(new Label("database", "postgres"), new Label("queryid", writes));
      // A record for each of 70,000 rows, and the images that the server itself counts.
      assertThat(figure("statement", "wal_records", written)).isGreaterThanOrEqualTo(70_000);
      assertThat(figure("statement", "wal_images", written))
          .isEqualTo(
              (double)
                  owner.number(
                      "SELECT wal_fpi::bigint FROM \"Some Where\".pg_stat_statements"
                          + " WHERE query LIKE 'INSERT INTO items SELECT%'"));
    }

    /// A session that sleeps is met in its statement, with what it says of itself. One that waits
    /// for the lock of a table has no id yet: the server locks it before it has read the statement.
    private void callers() {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Session second = cluster.session()) {
                  second.execute("SET application_name = '" + HOSTILE + "'");
                  second.text("SELECT pg_sleep(300)::text");
                } catch (Fault terminated) {
                  // It is, below.
                }
              });
      String sleeping =
          " FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND query_id IS NOT NULL";
      eventually(() -> owner.number("SELECT count(*)" + sleeping) == 1);
      assertThat(
              figure(
                  "caller",
                  "sessions",
                  Labels.of(
                      new Label("queryid", owner.text("SELECT query_id::text" + sleeping)),
                      new Label("wait_class", "Timeout"),
                      new Label("application", HOSTILE),
                      new Label("user", "postgres"))))
          .isEqualTo(1);
      owner.text("SELECT count(pg_terminate_backend(pid))::text" + sleeping);
      eventually(() -> owner.number("SELECT count(*)" + sleeping) == 0);
    }

    /// A prepared transaction with a hundred behind it.
    private void holders() {
      owner.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
      owner.execute("INSERT INTO items VALUES (1)");
      owner.execute("PREPARE TRANSACTION 'held'");
      owner.rollback();
      for (int i = 0; i < 100; i++) {
        owner.execute("INSERT INTO items VALUES (2)");
      }
      Labels prepared = Labels.of("holder", "prepared transaction");
      assertThat(figure("xmin_holder", "holders", prepared)).isEqualTo(1);
      assertThat(figure("xmin_holder", "age_transactions", prepared)).isEqualTo(101);
      assertThat(figure("instance", "xmin_age_transactions", Labels.NONE))
          .isGreaterThanOrEqualTo(101);
      owner.execute("ROLLBACK PREPARED 'held'");
      assertThat(figure("xmin_holder", "holders", prepared)).isZero();
      assertThat(figure("xmin_holder", "age_transactions", prepared)).isNaN();
    }

    private void locks() {
      owner.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
      owner.execute("LOCK TABLE items");
      Thread waiting =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Session second = cluster.session()) {
                      second.text("SELECT count(*) FROM items");
                    }
                  });
      Labels mode =
          Labels.of(
              new Label("database", "postgres"),
              new Label("mode", "AccessShareLock"),
              new Label("locktype", "relation"));
      eventually(() -> figure("lock", "waiting_sessions", mode) == 1);
      assertThat(figure("lock", "longest_wait_seconds", mode)).isBetween(0.0, 600.0);
      assertThat(
              figure(
                  "activity",
                  "backends",
                  Labels.of(
                      new Label("database", "postgres"),
                      new Label("state", "active"),
                      new Label("wait_class", "Lock"))))
          .isEqualTo(1);
      assertThat(
              figure(
                  "activity",
                  "backends",
                  Labels.of(
                      new Label("database", "postgres"),
                      new Label("state", "idle in transaction"),
                      new Label("wait_class", ""))))
          .isEqualTo(1);
      owner.rollback();
      try {
        waiting.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      assertThat(family("lock").read(watcher, facts)).isEmpty();
    }

    private static Labels database() {
      return Labels.of("database", "postgres");
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

    private static void eventually(Supplier<Boolean> what) {
      long began = CLOCK.nanoTime();
      while (!what.get()) {
        if (CLOCK.since(began).compareTo(PATIENCE) > 0) {
          fail("it did not come about within " + PATIENCE);
        }
        CLOCK.pause(Duration.ofMillis(20));
      }
    }
  }
}
