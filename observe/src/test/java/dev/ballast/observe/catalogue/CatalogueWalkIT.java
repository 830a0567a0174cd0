package dev.ballast.observe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.catalogue.Fixture.OnServer;
import dev.ballast.observe.catalogue.Fixture.Place;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.inventory.Inventories;
import dev.ballast.observe.text.TextPolicy;
import dev.ballast.observe.watch.StandbyCopy;
import dev.ballast.observe.watch.WatchPlan;
import dev.ballast.observe.watch.Watched;
import dev.ballast.observe.watch.Watched.Address;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.targets.config.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each check fires when its fault is made in a real server, and is silent before; a role that has
/// `pg_monitor` and nothing else sees it.
class CatalogueWalkIT {
  private static final Clock CLOCK = Clock.system();
  private static final WatchPlan PLAN =
      new WatchPlan(
          Families.asked(),
          Inventories.all(),
          family -> Duration.ofMillis(family.isPerDatabase() ? 1500 : 250),
          TextPolicy.WITHOUT_LITERALS);

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void faultsOfAServerAreFound(int major) throws IOException {
    try (TemporaryCluster cluster = primary(major).start()) {
      try (Session owner = cluster.session()) {
        prepare(cluster, owner);
      }
      // A server of 14 reports what was done a moment ago when it likes, but before it stops.
      cluster.stop(StopMode.FAST);
      cluster.start();
      List<Address> addresses =
          List.of(new Address("shop", cluster.settings().port(), "watcher", "postgres"));
      try (Session owner = cluster.session();
          Watched watched = Watched.start(addresses, PLAN, CLOCK)) {
        Walk walk =
            new Walk(
                new Scene(cluster, owner, watched),
                Map.of(Place.PRIMARY, Watched.targets(addresses).getFirst()));
        walk(walk, Walk.onServer(Fixtures.ofPrimary()));
      }
    }
  }

  /// Segments of 1 MB, so that faults of the log need little of it.
  private static TemporaryCluster.Builder primary(int major) {
    return TemporaryCluster.of(major, CLOCK)
        .tcp()
        .initdb("--wal-segsize=1")
        .setting("wal_level", "logical")
        .setting("max_wal_size", "16MB")
        .setting("min_wal_size", "2MB")
        .setting("shared_buffers", "16MB")
        .setting("wal_buffers", "32kB")
        .setting("archive_mode", "on")
        .setting("autovacuum_naptime", "1s")
        .setting("autovacuum_max_workers", "1")
        .setting("deadlock_timeout", "100ms")
        .setting("max_prepared_transactions", "5")
        .setting("shared_preload_libraries", "pg_stat_statements")
        .setting("pg_stat_statements.max", "200")
        .setting("pg_stat_statements.track", "all");
  }

  private static void prepare(TemporaryCluster cluster, Session owner) {
    owner.execute("ALTER SYSTEM SET archive_command = '/bin/true'");
    owner.text("SELECT pg_reload_conf()::text");
    owner.execute("CREATE EXTENSION pg_stat_statements");
    if (owner.version().major() >= 16) {
      owner.execute("CREATE EXTENSION pg_buffercache");
    }
    owner.execute("CREATE ROLE watcher LOGIN; GRANT pg_monitor TO watcher");
    owner.execute("CREATE ROLE limited LOGIN CONNECTION LIMIT 2");
    for (String database : List.of("busy", "old", "subscriber")) {
      owner.execute("CREATE DATABASE " + database);
    }
    owner.execute("CREATE TABLE wanted (i int); CREATE TABLE filled (i int)");
    owner.execute("CREATE TABLE published (i int PRIMARY KEY)");
    owner.execute("CREATE PUBLICATION p FOR TABLE published");
    owner.text("SELECT pg_create_logical_replication_slot('s', 'pgoutput')::text");
    try (Session subscriber = cluster.session("subscriber")) {
      subscriber.execute("CREATE TABLE published (i int PRIMARY KEY)");
      subscriber.execute(
          "CREATE SUBSCRIPTION s CONNECTION '%s' PUBLICATION p".formatted(itself(cluster))
              + " WITH (create_slot = false, slot_name = 's', copy_data = false)");
    }
  }

  /// How a database of this server reaches another of its own.
  static String itself(TemporaryCluster cluster) {
    ConnectionSettings settings = cluster.settings();
    return "host=%s port=%d dbname=postgres user=postgres"
        .formatted(settings.host(), settings.port());
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void faultsOfAPairAreFound(int major) throws IOException {
    try (TemporaryCluster primary =
            TemporaryCluster.of(major, CLOCK)
                .tcp()
                .setting("wal_sender_timeout", "2s")
                .setting("synchronous_standby_names", "*")
                .start();
        TemporaryCluster standby =
            TemporaryCluster.of(major, CLOCK)
                .tcp()
                .setting(
                    "primary_conninfo",
                    "host=127.0.0.1 port=%d user=postgres application_name=second"
                        .formatted(primary.settings().port()))
                .setting("max_standby_streaming_delay", "0")
                .setting("wal_retrieve_retry_interval", "200ms")
                .start()) {
      try (Session owner = primary.session()) {
        // There is no standby yet that a commit could wait for.
        owner.execute("SET synchronous_commit = local");
        owner.execute("CREATE ROLE watcher LOGIN; GRANT pg_monitor TO watcher");
        owner.execute("CREATE TABLE items AS SELECT generate_series(1, 1000) AS i");
      }
      StandbyCopy.follow(standby, primary);
      List<Address> addresses =
          List.of(
              new Address("shop", primary.settings().port(), "watcher", "postgres"),
              new Address("second", standby.settings().port(), "watcher", "postgres"));
      try (Session owner = primary.session();
          Watched watched = Watched.start(addresses, PLAN, CLOCK)) {
        Target first = Watched.targets(addresses).getFirst();
        Target second = Watched.targets(addresses).getLast();
        Walk walk =
            new Walk(
                new Scene(primary, owner, watched),
                Map.of(Place.PAIR, first, Place.STANDBY, second));
        walk(walk, Walk.onServer(Fixtures.ofPair(standby)));
      }
    }
  }

  private static void walk(Walk walk, List<OnServer> fixtures) throws IOException {
    walk.silent(fixtures);
    List<String> failed = new ArrayList<>();
    for (OnServer fixture : fixtures) {
      try {
        walk.run(fixture);
      } catch (AssertionError e) {
        failed.add(e.getMessage());
      }
    }
    assertThat(failed).isEmpty();
  }
}
