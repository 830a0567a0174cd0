package dev.ballast.observe.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.collect.statement.StatementFamily;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.statement.IndexAdvice;
import dev.ballast.observe.study.StudyReader.Planning;
import dev.ballast.observe.text.StatementId;
import dev.ballast.observe.text.StatementTextReader;
import dev.ballast.observe.text.TextPolicy;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.sample.Figures;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// The shop's planted fault on a real server: a search that lost its index, in another database
/// than the one that the watch connects to.
class StatementStudiesIT {
  private static final StatementFamily STATEMENTS = new StatementFamily();

  private final AtomicLong nanos = new AtomicLong();
  private final Clock clock =
      new Clock() {
        @Override
        public Instant now() {
          return Instant.EPOCH;
        }

        @Override
        public long nanoTime() {
          return nanos.get();
        }

        @Override
        public void pause(Duration duration) {
          throw new AssertionError("nobody waits");
        }
      };

  @Test
  void theIndexThatWasDroppedIsAdvisedUntilItIsThere() {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(18, Clock.system())
                .tcp()
                .setting("shared_preload_libraries", "pg_stat_statements")
                .start();
        Session owner = cluster.session()) {
      owner.execute("CREATE EXTENSION pg_stat_statements");
      owner.execute("CREATE DATABASE shop");
      try (Session shop = cluster.session("shop")) {
        shop.execute("CREATE SCHEMA sales");
        shop.execute(
            "CREATE TABLE sales.orders (id bigint PRIMARY KEY, reference text, note text)");
        shop.execute(
            "INSERT INTO sales.orders SELECT n, 'r' || n, repeat('x', 500)"
                + " FROM generate_series(1, 40000) AS n");
        shop.execute("ANALYZE sales.orders");
        shop.execute("SET search_path = sales");
        for (int i = 0; i < 12; i++) {
          shop.query("SELECT id FROM orders WHERE reference = 'r17'", row -> row.number("id"));
          others(shop);
        }
        StatementStudies studies =
            new StatementStudies(target(cluster), Planning.OFF, () -> {}, clock);
        for (int i = 0; i < 5; i++) {
          advice(studies, owner);
        }
        assertThat(advice(studies, owner))
            .containsExactly("CREATE INDEX CONCURRENTLY ON sales.orders (reference);");

        shop.execute(advice(studies, owner).getFirst());
        // What was found out lately is not looked up again.
        assertThat(advice(studies, owner)).hasSize(1);
        // That an index is missing is looked up sooner, and before the others.
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(advice(studies, owner)).isEmpty();
      }
    }
  }

  /// Statements that take as long, and lack nothing.
  private static void others(Session shop) {
    for (String sum : List.of("sum(id)", "avg(id)", "min(note)", "max(note)", "count(note)")) {
      shop.text("SELECT %s::text FROM orders".formatted(sum));
    }
  }

  private static Target target(TemporaryCluster cluster) {
    return Target.ofUrl(
        "postgresql://postgres@127.0.0.1:%d/postgres".formatted(cluster.settings().port()));
  }

  /// Of the statement that reads the table, after a pass of the watch.
  private static List<String> advice(StatementStudies studies, Session owner) {
    ServerFacts server = new ServerFacts(owner.version(), "system", Instant.EPOCH, false);
    List<Figures> figures =
        STATEMENTS.read(owner, server).stream()
            .filter(f -> f.labels().value("database").orElse("").equals("shop"))
            .toList();
    List<StatementId> ids = figures.stream().flatMap(f -> StatementTexts.id(f).stream()).toList();
    studies.follow(
        STATEMENTS.layout(),
        figures,
        StatementTextReader.read(owner, ids, TextPolicy.WITHOUT_LITERALS));
    return studies.known().values().stream()
        .flatMap(study -> study.advice().stream())
        .map(IndexAdvice::statement)
        .toList();
  }
}
