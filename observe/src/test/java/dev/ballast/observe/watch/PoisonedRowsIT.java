package dev.ballast.observe.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.inventory.Inventories;
import dev.ballast.observe.text.TextPolicy;
import dev.ballast.observe.watch.Watched.Address;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.sql.Identifier;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Names and numbers that nobody expects, read by a role that has `pg_monitor` and nothing else.
class PoisonedRowsIT {
  private static final Clock CLOCK = Clock.system();
  private static final List<String> NAMES =
      List.of(
          "line\nbreak",
          "quote\"'$$\\",
          "emoji 😀",
          "é".repeat(31) + "x",
          "\u001f separators \u001e");

  @Test
  void noneOfThemBreaksAPass() {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(18, CLOCK)
                .tcp()
                .setting("shared_preload_libraries", "pg_stat_statements")
                .setting("pg_stat_statements.track", "all")
                .start();
        Session owner = cluster.session()) {
      owner.execute("CREATE EXTENSION pg_buffercache");
      poison(cluster, owner);
      try (Watched watched =
          Watched.start(
              List.of(new Address("shop", cluster.settings().port(), "watcher", "postgres")),
              new WatchPlan(
                  Families.all(),
                  Inventories.all(),
                  family -> Duration.ofMillis(500),
                  TextPolicy.WITHOUT_LITERALS),
              CLOCK)) {
        watched.eventually(() -> state(watched).cost().passes() >= 3);
        TargetState state = state(watched);
        assertThat(state.unreachable()).isEmpty();
        for (FamilyState family : state.families()) {
          assertThat(family.missing()).as(family.family().name()).isEmpty();
        }
        // The server itself cannot return texts while one is not of its encoding.
        assertThat(state.detail().missing())
            .singleElement()
            .matches(m -> m.what().equals("statement texts"))
            .matches(m -> m.why().code() == ObserveError.STATEMENT_TEXTS_UNREADABLE);
        // Of 10,000 tables the largest, and of 5,000 statements those that took the most time.
        List<Figures> tables = entities(state, "table");
        assertThat(tables).hasSizeLessThan(500);
        for (String name : NAMES) {
          assertThat(tables).anyMatch(f -> f.labels().value("table").orElse("").equals(name));
        }
        assertThat(tables)
            .filteredOn(f -> f.labels().value("database").orElse("").equals("raw"))
            .singleElement()
            .matches(f -> f.labels().value("table").orElse("").equals("caf\\351"));
        assertThat(entities(state, "statement")).hasSize(101);
        assertThat(state.cost().lastPass()).isLessThan(Duration.ofMinutes(1));
      }
    }
  }

  private static void poison(TemporaryCluster cluster, Session owner) {
    owner.execute("CREATE EXTENSION pg_stat_statements");
    owner.execute("CREATE ROLE watcher LOGIN; GRANT pg_monitor TO watcher");
    for (String name : NAMES) {
      // Larger than the others, so that they are among those that are read.
      owner.execute(
          "CREATE TABLE %s AS SELECT i, repeat('x', 500) AS note FROM generate_series(1, 500) AS i"
              .formatted(new Identifier(name)));
    }
    owner.execute("VACUUM");
    for (int i = 0; i < 10; i++) {
      owner.execute(
          """
          DO $$ BEGIN
            FOR i IN 1..1000 LOOP EXECUTE format('CREATE TABLE t%s_%s (i int)', i, {part}); END LOOP;
          END $$
          """
              .replace("{part}", Integer.toString(i)));
    }
    owner.execute(
        """
        DO $$ BEGIN
          FOR i IN 1..5000 LOOP EXECUTE format('SELECT 1 AS c%s', i); END LOOP;
        END $$
        """);
    owner.execute("SELECT 1 AS long" + ", 1 AS c".repeat(1_600) + "-- " + "x".repeat(50_000));
    owner.execute(
        "CREATE DATABASE raw ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
    try (Session raw = cluster.session("raw")) {
      raw.execute(
          """
          DO $$ BEGIN
            EXECUTE format('CREATE TABLE %I (i int)', 'caf' || chr(233));
            EXECUTE format('CREATE ROLE %I', 'caf' || chr(233));
            EXECUTE format('SELECT 1 AS %I', chr(233));
          END $$
          """);
    }
  }

  private static TargetState state(Watched watched) {
    return watched.board().target("shop").orElseThrow();
  }

  private static List<Figures> entities(TargetState state, String family) {
    return state
        .family(family)
        .flatMap(FamilyState::latest)
        .map(Reading::entities)
        .orElse(List.of());
  }
}
