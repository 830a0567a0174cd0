package dev.ballast.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemporaryClusterIT {
  static IntStream majors() {
    return TestedMajors.outermost();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void startsCrashesRecoversAndLeavesNothing(int major) {
    Path data;
    try (TemporaryCluster cluster = TemporaryCluster.start(major, Clock.system())) {
      data = cluster.dataDirectory();
      try (Session session = cluster.session()) {
        assertThat(session.version().major()).isEqualTo(major);
        session.execute("CREATE TABLE t (id int)");
        assertThat(session.execute("INSERT INTO t SELECT generate_series(1, ?)", 7)).isEqualTo(7);
        assertThat(session.text("SHOW data_checksums")).isEqualTo("on");
        assertThat(session.text("SHOW lock_timeout")).isEqualTo("5s");
      }
      cluster.crash();
      assertThat(cluster.isRunning()).isFalse();
      cluster.start();
      try (Session session = cluster.session()) {
        assertThat(session.number("SELECT count(*) FROM t")).isEqualTo(7);
      }
      cluster.stop(StopMode.FAST);
      assertThat(cluster.isRunning()).isFalse();
    }
    assertThat(Files.exists(data)).isFalse();
  }

  @Test
  void leavesNoSharedMemorySegmentBehind() throws IOException {
    String segment;
    try (TemporaryCluster cluster = TemporaryCluster.start(18, Clock.system())) {
      Path pidFile = cluster.dataDirectory().resolve("postmaster.pid");
      segment = words(Files.readAllLines(pidFile).get(6)).getLast();
      assertThat(segments()).contains(segment);
    }
    assertThat(segments()).doesNotContain(segment);
  }

  /// The ids in the kernel's own list; see proc_sysvipc(5).
  private static List<String> segments() throws IOException {
    return Files.readAllLines(Path.of("/proc/sysvipc/shm")).stream()
        .skip(1)
        .map(line -> words(line).get(1))
        .toList();
  }

  private static List<String> words(String line) {
    return new Scanner(line).tokens().toList();
  }

  @Test
  void itsSuperuserMayHaveANameOfItsOwnAndPostgresIsFree() {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(18, Clock.system()).superuser("ballast_test_root").start();
        Session session = cluster.session()) {
      assertThat(session.text("SELECT rolname FROM pg_roles WHERE rolsuper"))
          .isEqualTo("ballast_test_root");
      session.execute("CREATE ROLE postgres LOGIN");
    }
    try (TemporaryCluster cluster = TemporaryCluster.start(18, Clock.system());
        Session session = cluster.session()) {
      assertThat(session.text("SELECT rolname FROM pg_roles WHERE rolsuper")).isEqualTo("postgres");
    }
    assertThatThrownBy(() -> TemporaryCluster.of(18, Clock.system()).superuser("pg_root"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
