package dev.ballast.change.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.schema.SchemaDump;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.sql.tree.QualifiedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A hot standby as a target: it is read as its primary would be.
final class StandbyTargetIT {
  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void aHotStandbyHasSchemaAndSizes(int major) throws IOException {
    try (TemporaryCluster cluster = TemporaryCluster.start(major, Clock.system())) {
      try (Session session = cluster.session()) {
        session.execute("CREATE TABLE t AS SELECT generate_series(1, 1000) AS id; ANALYZE t");
        session.execute("CREATE ROLE reader LOGIN; GRANT pg_read_all_data TO reader");
      }
      cluster.crash();
      Path signal = Files.createFile(cluster.dataDirectory().resolve("standby.signal"));
      cluster.own(signal);
      cluster.start();
      Destination standby =
          new Destination(
              Optional.empty(),
              Optional.of(
                  new Destination.Server(
                      "shop", cluster.settings().withUser("reader", Optional.empty()), true)),
              List.of(),
              "");

      assertThat(standby.workload().rows(QualifiedName.of("t"))).hasValue(1000);
      assertThat(dump(standby, major).script().source().text()).contains("CREATE TABLE public.t");
    }
  }

  private static SchemaDump dump(Destination standby, int major) {
    try {
      return standby.dump(Clock.system()).orElseThrow();
    } catch (Fault e) {
      Assumptions.assumeFalse(
          e.getMessage().startsWith("no pg_dump of major"), "no pg_dump for major " + major);
      throw e;
    }
  }
}
