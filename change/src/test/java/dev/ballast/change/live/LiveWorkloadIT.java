package dev.ballast.change.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.sql.tree.QualifiedName;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveWorkloadIT {

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void rowsAndBytesAreThoseOfTheServerAndAPartitionedTableIsTheSum(int major) {
    try (TemporaryCluster cluster = TemporaryCluster.start(major, Clock.system());
        Session session = cluster.session()) {
      session.execute("CREATE TABLE plain (id integer)");
      session.execute("INSERT INTO plain SELECT generate_series(1, 12345)");
      session.execute("CREATE TABLE parted (id integer) PARTITION BY RANGE (id)");
      session.execute("CREATE TABLE p1 PARTITION OF parted FOR VALUES FROM (0) TO (1000)");
      session.execute("CREATE TABLE p2 PARTITION OF parted FOR VALUES FROM (1000) TO (2000)");
      session.execute("INSERT INTO parted SELECT generate_series(0, 1499)");
      session.execute("CREATE TABLE uncounted (id integer)");
      session.execute("ANALYZE plain, parted");

      LiveWorkload workload = LiveWorkload.of(cluster.settings(), "shop");

      assertThat(workload.rows(QualifiedName.of("plain"))).hasValue(12345);
      assertThat(workload.rows(QualifiedName.of("public", "parted"))).hasValue(1500);
      assertThat(workload.rows(QualifiedName.of("uncounted"))).isEmpty();
      // 12,345 rows of 28 bytes and a line pointer of 4 fill 55 pages of 226 rows.
      assertThat(workload.bytes(QualifiedName.of("plain")).orElseThrow())
          .isBetween(55 * 8192L, 65 * 8192L);
      assertThat(workload.rows(QualifiedName.of("other", "plain"))).isEmpty();
      assertThat(workload.source()).hasValue("shop");
    }
  }

  /// 100,000 rows come by one COPY and 3 by INSERT, and 4 statements scan.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rowsOfACopyAreNoStatements(boolean counted) {
    try (TemporaryCluster cluster =
        TemporaryCluster.of(TestedMajors.one(), Clock.system())
            .setting("shared_preload_libraries", "pg_stat_statements")
            .start()) {
      try (Session session = cluster.session()) {
        if (counted) {
          session.execute("CREATE EXTENSION pg_stat_statements");
        }
        session.execute("CREATE TABLE plain (id integer)");
        session.execute("COPY plain FROM PROGRAM 'seq 1 100000'");
        for (int i = 0; i < 3; i++) {
          session.execute("INSERT INTO plain VALUES (" + i + ")");
        }
        session.execute("UPDATE plain SET id = 1");
        for (int i = 0; i < 3; i++) {
          session.query("SELECT count(*) FROM plain", row -> row.number("count"));
        }
      }

      LiveWorkload workload = LiveWorkload.of(cluster.settings(), "shop", Duration.ofMillis(1));

      // In at least a tenth of a second; the rows of the COPY and of the UPDATE are 200,000.
      assertThat(workload.statementsPerSecond(QualifiedName.of("plain")).orElseThrow())
          .isBetween(1L, 1000L);
      assertThat(
              LiveWorkload.of(cluster.settings(), "shop")
                  .statementsPerSecond(QualifiedName.of("plain")))
          .as("of a minute's statistics")
          .isEmpty();
    }
  }
}
