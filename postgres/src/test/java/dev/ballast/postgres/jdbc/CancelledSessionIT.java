package dev.ballast.postgres.jdbc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import org.junit.jupiter.api.Test;

/// Who cancels is on the way out, with a fault or an interrupt that must not be hidden.
final class CancelledSessionIT {
  private static final int MAJOR = 18;

  @Test
  void cancellingWhereTheConnectionIsLostIsNoFault() {
    try (TemporaryCluster cluster = TemporaryCluster.of(MAJOR, Clock.system()).start();
        Session session = cluster.session()) {
      cluster.stop(StopMode.IMMEDIATE);
      assertThatThrownBy(() -> session.text("SELECT 1")).isInstanceOf(Fault.class);

      assertThatCode(session::cancel).doesNotThrowAnyException();
    }
  }
}
