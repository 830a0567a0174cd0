package dev.ballast.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PortTakenMessageIT {
  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void aServerSaysThatItsPortIsTaken(int major) throws IOException {
    try (TemporaryCluster cluster = TemporaryCluster.of(major, Clock.system()).tcp().start()) {
      int port = cluster.settings().port();
      assertThat(PortTakenMessage.isIn(Files.readString(cluster.log()))).isFalse();
      cluster.stop(StopMode.FAST);

      try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        Fault fault = catchThrowableOfType(Fault.class, cluster::start);

        assertThat(other.isBound()).isTrue();
        assertThat(fault.code()).isEqualTo(PostgresError.SERVER_START_FAILED);
        assertThat(PortTakenMessage.isIn(fault.detail().orElseThrow())).isTrue();
      }
    }
  }
}
