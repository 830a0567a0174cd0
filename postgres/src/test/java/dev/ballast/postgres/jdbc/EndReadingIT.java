package dev.ballast.postgres.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.server.TemporaryCluster;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a server counts of transactions that only read.
class EndReadingIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void transactionsThatReadAreNotCountedAsRolledBack(int major) {
    try (TemporaryCluster cluster = TemporaryCluster.of(major, CLOCK).start();
        Session owner = cluster.session()) {
      owner.execute("CREATE DATABASE quiet");
      try (Session reader = cluster.session("quiet")) {
        for (int i = 0; i < 20; i++) {
          reader.begin(IsolationLevel.REPEATABLE_READ, Access.READ_ONLY);
          reader.number("SELECT 1");
          reader.endReading();
        }
        reader.endReading();
        assertThat(reader.holdsTransaction()).isFalse();
      }
      awaitCommits(owner, 20);
      assertThat(rollbacks(owner)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void oneThatFailedEndsAsWell(int major) {
    try (TemporaryCluster cluster = TemporaryCluster.of(major, CLOCK).start();
        Session reader = cluster.session()) {
      reader.begin(IsolationLevel.REPEATABLE_READ, Access.READ_ONLY);
      assertThatThrownBy(() -> reader.number("SELECT 1 / 0")).isInstanceOf(Fault.class);

      reader.endReading();

      assertThat(reader.holdsTransaction()).isFalse();
      assertThat(reader.number("SELECT 1")).isEqualTo(1);
    }
  }

  private static void awaitCommits(Session owner, long commits) {
    long began = CLOCK.nanoTime();
    while (counted(owner, "xact_commit") < commits) {
      assertThat(CLOCK.since(began)).isLessThan(PATIENCE);
      CLOCK.pause(Duration.ofMillis(50));
    }
  }

  private static long rollbacks(Session owner) {
    return counted(owner, "xact_rollback");
  }

  private static long counted(Session owner, String what) {
    return owner.number("SELECT %s FROM pg_stat_database WHERE datname = 'quiet'".formatted(what));
  }
}
