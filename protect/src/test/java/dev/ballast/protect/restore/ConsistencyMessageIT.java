package dev.ballast.protect.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.Account;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.server.ServerFolder;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The log's own words for a state that a recovering server reached, or did not, before it ended.
class ConsistencyMessageIT {
  private static TemporaryCluster.Builder recovering(int major) {
    return TemporaryCluster.of(major, Clock.system())
        .setting("restore_command", "false")
        .setting("recovery_target", "immediate");
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void aServerThatIsConsistentHasToldSo(int major) throws IOException {
    try (TemporaryCluster cluster = recovering(major).start()) {
      assertThat(ConsistencyMessage.isIn(Files.readString(cluster.log()))).isFalse();
      cluster.stop(StopMode.FAST);
      try (ServerFolder data = ServerFolder.open(cluster.dataDirectory(), Account.CLUSTERS)) {
        data.write("recovery.signal", "");
      }

      // Where no backup was begun, some majors find the target behind the end of the log.
      Throwable refusal = catchThrowable(cluster::start);

      assertThat(ConsistencyMessage.isIn(Files.readString(cluster.log())))
          .as("with %s", refusal)
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void aServerThatEndsBeforeItIsConsistentHasNot(int major) throws IOException {
    try (TemporaryCluster cluster = recovering(major).start()) {
      cluster.stop(StopMode.FAST);
      try (ServerFolder data = ServerFolder.open(cluster.dataDirectory(), Account.CLUSTERS)) {
        data.write("backup_label", "this is no label\n");
        data.write("recovery.signal", "");
      }

      Fault fault = catchThrowableOfType(Fault.class, cluster::start);

      assertThat(fault.code()).isEqualTo(PostgresError.SERVER_START_FAILED);
      assertThat(ConsistencyMessage.isIn(fault.detail().orElseThrow())).isFalse();
    }
  }
}
