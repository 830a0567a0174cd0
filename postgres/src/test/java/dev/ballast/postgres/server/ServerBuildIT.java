package dev.ballast.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.page.ControlFile;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the programs and `pg_control` say, beside what a running server says of both.
final class ServerBuildIT {
  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void theProgramsAreReadAsARunningServerReportsThem(int major) {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(major, Clock.system())
                .initdb("--wal-segsize=4")
                .setting("max_connections", "77")
                .setting("max_worker_processes", "11")
                .setting("max_wal_senders", "13")
                .setting("max_prepared_transactions", "5")
                .setting("max_locks_per_transaction", "91")
                .setting("track_commit_timestamp", "on")
                .start();
        Session session = cluster.session()) {
      ServerBuild build = ServerBuild.of(cluster.installation());
      ControlFile.Layout layout = ControlFile.read(cluster.dataDirectory()).layout();

      assertThat(build)
          .isEqualTo(
              session.one(
                  "SELECT * FROM pg_control_init()",
                  row ->
                      new ServerBuild(
                          (int) row.number("database_block_size"),
                          (int) row.number("blocks_per_segment"),
                          (int) row.number("wal_block_size"),
                          (int) row.number("max_identifier_length"),
                          (int) row.number("max_index_columns"))));
      assertThat(layout.walSegmentSize())
          .isEqualTo((int) session.number("SELECT bytes_per_wal_segment FROM pg_control_init()"));
      assertThat(build.differences(layout)).isEmpty();
      assertThat(ControlFile.read(cluster.dataDirectory()).limits())
          .isEqualTo(new ControlFile.Limits(77, 11, 13, 5, 91, true));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#newest")
  void everyDifferenceIsNamed(int major) {
    ServerBuild build = ServerBuild.of(Installations.embeddedOnly().embedded(major));
    ControlFile.Layout other =
        new ControlFile.Layout(false, 16384, 65536, 4096, 1 << 24, 128, 64, 1);

    assertThat(build.differences(other))
        .isEqualTo(
            List.of(
                "numbers are stored as on another kind of machine",
                "block size is 16384, the programs have 8192",
                "WAL block size is 4096, the programs have 8192",
                "blocks per file of a relation is 65536, the programs have 131072",
                "length of names is 128, the programs have 64",
                "columns per index is 64, the programs have 32"));
  }
}
