package dev.ballast.change.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.sql.tree.QualifiedName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
}
