package dev.ballast.observe.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.collect.flaw.FlawFamily;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.sample.Figures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The statements are run on tables with keys of each type, on the server that their last partition
/// was read from.
class NextPartitionsIT {
  private static final Clock CLOCK = Clock.system();
  private static final Instant NOW = Instant.parse("2020-11-20T10:00:00Z");

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void rowsOfTheTimeAfterAreTaken(int major) {
    try (TemporaryCluster cluster = TemporaryCluster.of(major, CLOCK).start();
        Session owner = cluster.session()) {
      for (String type : List.of("date", "timestamp", "timestamptz")) {
        for (String way : List.of("attached", "created")) {
          String table = way + "_" + type;
          make(owner, table, type);
          Last last = last(cluster, table);

          String sql = way.equals("attached") ? next(last).attached() : next(last).created();
          sql.lines().forEach(owner::execute);

          owner.execute(
              "INSERT INTO sales.%s (at, note) VALUES ('2020-12-01', 'x'), ('2021-02-28', 'y')"
                  .formatted(table));
          assertThat(bounds(owner, table + "_2020_12"))
              .as(table)
              .startsWith("FOR VALUES FROM ('2020-12-01")
              .contains("TO ('2021-01-01");
          assertThat(
                  owner.number(
                      "SELECT count(*) FROM pg_index AS i JOIN pg_inherits AS h ON h.inhrelid ="
                          + " i.indrelid WHERE h.inhparent = 'sales.%s'::regclass"
                              .formatted(table)))
              .as("each partition has the index")
              .isEqualTo(4);
        }
      }
    }
  }

  private static void make(Session owner, String table, String type) {
    owner.execute("CREATE SCHEMA IF NOT EXISTS sales");
    owner.execute(
        "CREATE TABLE sales.%s (id bigserial, at %s NOT NULL, note text CHECK (note <> ''),"
                .formatted(table, type)
            + " twice int GENERATED ALWAYS AS (length(note) * 2) STORED) PARTITION BY RANGE (at)");
    owner.execute("CREATE INDEX ON sales.%s (at)".formatted(table));
    owner.execute("SET TimeZone = 'UTC'");
    owner.execute(
        "CREATE TABLE sales.%s_2020_11 PARTITION OF sales.%s FOR VALUES FROM ('2020-11-01') TO ('2020-12-01')"
            .formatted(table, table));
  }

  private static NextPartitions next(Last last) {
    return NextPartitions.of(
            new NextPartitions.Last(
                QualifiedName.of("sales", last.table()),
                last.partition(),
                last.begin(),
                last.end()),
            NOW)
        .orElseThrow();
  }

  private record Last(String table, String partition, Instant begin, Instant end) {}

  /// As the watch reads it. A partition that has not begun is none of those that it looks at, so
  /// that the day has to be after the first.
  private static Last last(TemporaryCluster cluster, String table) {
    try (Session watch = Session.open(cluster.settings(), SessionOptions.of("ballast watch"))) {
      Family<?> family =
          FlawFamily.all().stream()
              .filter(f -> f.name().equals("flaw_last_partition"))
              .findFirst()
              .orElseThrow();
      List<Figures> read =
          new ArrayList<>(
              family.read(watch, new ServerFacts(watch.version(), "1", Instant.EPOCH, false)));
      Figures one =
          read.stream()
              .filter(f -> f.labels().value("table").orElse("").equals(table))
              .findFirst()
              .orElseThrow();
      return new Last(
          table,
          one.labels().value("partition").orElseThrow(),
          at(family, one, "begin_timestamp_seconds"),
          at(family, one, "end_timestamp_seconds"));
    }
  }

  private static Instant at(Family<?> family, Figures figures, String metric) {
    return Instant.ofEpochSecond((long) figures.value(family.layout().indexOf(metric)));
  }

  private static String bounds(Session owner, String partition) {
    return owner.text(
        "SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE relname = '%s'"
            .formatted(partition));
  }
}
