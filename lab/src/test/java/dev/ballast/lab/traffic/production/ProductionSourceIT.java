package dev.ballast.lab.traffic.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.LeftOut;
import dev.ballast.lab.traffic.SourcedTraffic;
import dev.ballast.lab.traffic.StatementWork;
import dev.ballast.lab.traffic.TrafficError;
import dev.ballast.lab.traffic.WeightedWork;
import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ProductionSourceIT {
  private static final Clock CLOCK = Clock.system();

  static IntStream majors() {
    return TestedMajors.outermost();
  }

  private static void schema(Session session) {
    session.execute(
        """
        CREATE EXTENSION pg_stat_statements;
        CREATE TYPE state AS ENUM ('open', 'paid');
        CREATE TABLE customer (id bigint PRIMARY KEY, email text UNIQUE, note text);
        CREATE TABLE purchase (customer_id bigint REFERENCES customer, no int, state state, at date,
          PRIMARY KEY (customer_id, no));
        """);
    session.execute(
        """
        INSERT INTO customer SELECT g, 'c' || g || '@example.org', NULL FROM generate_series(1, 400) g;
        INSERT INTO purchase SELECT c, n, CASE WHEN (c + n) % 10 = 0 THEN 'open' ELSE 'paid' END::state,
            date '2026-01-01' + (c % 100)::int
          FROM generate_series(1, 400) c, generate_series(1, 5) n;
        CREATE FUNCTION audit(bigint) RETURNS bigint LANGUAGE plpgsql AS 'BEGIN RETURN $1; END';
        """);
    session.execute("ANALYZE; SELECT pg_stat_statements_reset()");
  }

  /// What an application did, with the number of calls of each statement.
  private static void produce(Session session) {
    for (int i = 1; i <= 40; i++) {
      session.query(
          "SELECT state FROM purchase WHERE customer_id = ? AND no = ?", row -> row, i, 1);
    }
    for (int i = 1; i <= 20; i++) {
      session.query("SELECT * FROM customer WHERE lower(email) = 'c" + i + "@example.org'", r -> r);
      session.query("SELECT * FROM customer WHERE id IN (" + i + ", 7, 8)", row -> row);
    }
    for (int i = 1; i <= 10; i++) {
      session.query(
          "SELECT at FROM purchase WHERE at >= date '2026-02-01' - interval '"
              + i
              + " day' ORDER BY at LIMIT 3 OFFSET 2",
          row -> row);
      session.query("SELECT count(*) FROM purchase WHERE extract(year FROM at) = 2025", r -> r);
      session.query("SELECT count(*) FROM purchase WHERE state = 'open'", row -> row);
      session.query("SELECT id FROM customer WHERE id = " + i + " FOR UPDATE", row -> row);
      session.query("SELECT audit(" + i + ")", row -> row);
    }
    for (int i = 1; i <= 5; i++) {
      session.execute("INSERT INTO customer (id, email) VALUES (" + (1000 + i) + ", 'n" + i + "')");
      session.execute("UPDATE customer SET note = 'x" + i + "' WHERE id = " + i);
      session.execute("DELETE FROM purchase WHERE customer_id = " + i + " AND no = 5");
    }
    session.execute("BEGIN");
    session.execute("COMMIT");
    session.execute("SET work_mem = '8MB'");
    session.query("SELECT set_config('work_mem', '8MB', false)", row -> row);
    for (int i = 0; i < 4; i++) {
      // Three of four rows were there.
      session.execute(
          "INSERT INTO customer (id) VALUES (" + (i == 0 ? 5000 : i) + ") ON CONFLICT DO NOTHING");
    }
    session.execute("CREATE TABLE gone (id int)");
    session.query("SELECT id FROM gone WHERE id = 1", row -> row);
    session.execute("DROP TABLE gone");
    session.copyOut("COPY customer TO STDOUT");
  }

  private static StatementWork work(SourcedTraffic sourced, String part) {
    return sourced.mix().works().stream()
        .map(WeightedWork::work)
        .filter(work -> work.name().contains(part))
        .map(StatementWork.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError(part + " is not in " + sourced));
  }

  private static double calls(SourcedTraffic sourced, String part) {
    return sourced.mix().works().stream()
        .filter(each -> each.work().name().contains(part))
        .mapToDouble(WeightedWork::weight)
        .sum();
  }

  private static long rows(Session session, StatementWork work, int seed) {
    return session
        .statement(work.statement().text(), work.statement().parameters(), Keeping.UNNAMED)
        .run(work.draw().values(new SplittableRandom(seed)));
  }

  @ParameterizedTest
  @MethodSource("majors")
  void repeatsProductionWithTheRowsOfTheClone(int major) {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(major, CLOCK)
                .setting("shared_preload_libraries", "pg_stat_statements")
                .start();
        Session session = cluster.session()) {
      schema(session);
      produce(session);
      StatementStatistics statistics = read(cluster);
      SourcedTraffic sourced =
          new ProductionSource(statistics, ProductionSource.DEFAULT_TOP, CLOCK).statements(session);
      assertMix(sourced);
      assertLeftOut(sourced);
      assertDraws(session, sourced);
      assertThat(session.number("SELECT count(*) FROM customer")).isEqualTo(406);
      assertThat(session.number("SELECT count(*) FROM customer WHERE note IS NOT NULL"))
          .isEqualTo(5);
    }
  }

  private static void assertMix(SourcedTraffic sourced) {
    assertThat(calls(sourced, "SELECT state FROM purchase")).isEqualTo(40);
    assertThat(calls(sourced, "lower(email)")).isEqualTo(20);
    assertThat(calls(sourced, "id IN (")).isEqualTo(20);
    assertThat(calls(sourced, "LIMIT")).isEqualTo(10);
    assertThat(calls(sourced, "INSERT INTO customer (id, email)")).isEqualTo(5);
    assertThat(sourced.mix().works())
        .filteredOn(each -> !each.work().name().contains("pg_catalog."))
        .hasSize(12)
        .filteredOn(each -> each.work().isReadOnly())
        .hasSize(6);
    assertThat(work(sourced, "FOR UPDATE").isReadOnly()).isFalse();
    assertThat(work(sourced, "audit").isReadOnly()).isFalse();
    assertThat(work(sourced, "extract").isReadOnly()).isTrue();
    assertThat(sourced.ratePerSecond().orElseThrow()).isPositive();
    assertThat(sourced.notes()).anyMatch(note -> note.contains("called 4 times"));
  }

  private static void assertLeftOut(SourcedTraffic sourced) {
    assertThat(reason(sourced, "FROM gone")).contains("\"gone\" does not exist");
    assertThat(reason(sourced, "CREATE TABLE gone")).contains("Only statements that");
    assertThat(reason(sourced, "COPY customer")).contains("COPY");
    assertThat(reason(sourced, "SELECT pg_stat_statements_reset"))
        .isEqualTo(
            "It calls pg_stat_statements_reset(), which is of the server and not of its rows.");
    double all = sourced.leftOut().stream().mapToDouble(LeftOut::calls).sum();
    assertThat(sourced.shareLeftOut().orElseThrow()).isCloseTo(all / sourced.calls(), within(1e-9));
    double replayed = sourced.mix().works().stream().mapToDouble(WeightedWork::weight).sum();
    assertThat(replayed + all).isEqualTo(sourced.calls());
  }

  private static String reason(SourcedTraffic sourced, String part) {
    return sourced.leftOut().stream()
        .filter(each -> each.statement().contains(part))
        .map(LeftOut::reason)
        .findFirst()
        .orElseThrow(() -> new AssertionError(part + " is not in " + sourced.leftOut()));
  }

  private static void assertDraws(Session session, SourcedTraffic sourced) {
    // Every composite key that is drawn exists, so does every address.
    StatementWork purchase = work(sourced, "SELECT state FROM purchase");
    StatementWork email = work(sourced, "lower(email)");
    StatementWork list = work(sourced, "id IN (");
    StatementWork limited = work(sourced, "LIMIT");
    int open = 0;
    for (int seed = 0; seed < 300; seed++) {
      assertThat(rows(session, purchase, seed)).isEqualTo(1);
      assertThat(rows(session, email, seed)).isEqualTo(1);
      assertThat(rows(session, list, seed)).isBetween(1L, 3L);
      assertThat(rows(session, limited, seed)).isLessThanOrEqualTo(3);
      List<Optional<String>> state =
          work(sourced, "state = $").draw().values(new SplittableRandom(seed));
      open += state.equals(List.of(Optional.of("open"))) ? 1 : 0;
    }
    // One purchase in ten is open: 30 of 300, the standard deviation is 5.2.
    assertThat(open).isBetween(4, 56);
    session.execute("BEGIN");
    long inserted = 0;
    for (int seed = 0; seed < 200; seed++) {
      inserted += rows(session, work(sourced, "ON CONFLICT"), seed);
    }
    // A quarter of 200, the standard deviation is 6.1.
    assertThat(inserted).isBetween(20L, 80L);
    for (int seed = 0; seed < 20; seed++) {
      assertThat(rows(session, work(sourced, "INSERT INTO customer (id, email)"), seed))
          .isEqualTo(1);
      assertThat(rows(session, work(sourced, "UPDATE customer"), seed)).isEqualTo(1);
    }
    session.execute("ROLLBACK");
  }

  @Test
  void aStatementThatActsOnTheServerIsNotRepeated() {
    String ending =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bystander'";
    try (TemporaryCluster cluster =
            TemporaryCluster.of(TestedMajors.one(), CLOCK)
                .setting("shared_preload_libraries", "pg_stat_statements")
                .start();
        Session session = cluster.session()) {
      session.execute("CREATE EXTENSION pg_stat_statements");
      SessionOptions bystander = SessionOptions.onOwnServer("bystander");
      try (Session first = Session.open(cluster.settings(), bystander)) {
        session.query(ending, row -> row.text(1));
        assertThatThrownBy(() -> first.text("SELECT 1")).isInstanceOf(Fault.class);
      }
      try (Session second = Session.open(cluster.settings(), bystander)) {
        SourcedTraffic sourced =
            new ProductionSource(StatementStatistics.read(session), 100, CLOCK).statements(session);
        assertThat(second.text("SELECT 1")).isEqualTo("1");
        assertThat(reason(sourced, "pg_terminate_backend"))
            .isEqualTo(
                "It calls pg_terminate_backend(), which is of the server and not of its rows.");
      }
    }
  }

  /// As a target is read.
  private static StatementStatistics read(TemporaryCluster cluster) {
    try (Session target = Session.open(cluster.settings(), SessionOptions.of("ballast"))) {
      return StatementStatistics.read(target);
    }
  }

  @Test
  void aTargetThatDoesNotCountIsRefused() {
    try (TemporaryCluster cluster = TemporaryCluster.start(TestedMajors.one(), CLOCK);
        Session session = cluster.session()) {
      assertThatThrownBy(() -> StatementStatistics.read(session))
          .isInstanceOfSatisfying(
              Fault.class,
              e -> assertThat(e.code()).isEqualTo(TrafficError.STATEMENTS_NOT_COUNTED));
    }
  }
}
