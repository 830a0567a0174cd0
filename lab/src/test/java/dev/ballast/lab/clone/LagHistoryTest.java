package dev.ballast.lab.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.postgres.Lsn;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LagHistoryTest {
  private final LagHistory history = new LagHistory();

  @Test
  void aStandbyThatHasReplayedAllIsNotBehind() {
    assertThat(at(0, 100, 100)).isEqualTo(ReplicaLag.NONE);
    assertThat(at(1, 200, 250)).isEqualTo(ReplicaLag.NONE);
  }

  @Test
  void itIsAsOldAsTheLastTimeThatThePrimaryHadNotPassedItsPosition() {
    at(0, 100, 100);
    assertThat(at(1, 300, 100)).isEqualTo(lag(200, 1));
    assertThat(at(2, 500, 100)).isEqualTo(lag(400, 2));
    // 350 was written between second 1 (300) and 2 (500): it is at most 2 s old in second 3.
    assertThat(at(3, 600, 350)).isEqualTo(lag(250, 2));
    // The primary writes no more; what it had in second 2 is replayed, and not what it had in 3.
    assertThat(at(4, 600, 599)).isEqualTo(lag(1, 2));
    assertThat(at(5, 600, 600)).isEqualTo(ReplicaLag.NONE);
    assertThat(at(6, 700, 600)).isEqualTo(lag(100, 1));
  }

  @Test
  void nobodyKnowsHowOldAPositionIsThatWasPassedBeforeTheFirstLook() {
    assertThat(at(8, 700, 600)).isEqualTo(new ReplicaLag(100, Optional.empty()));
    assertThat(at(9, 700, 650)).isEqualTo(new ReplicaLag(50, Optional.empty()));
  }

  private ReplicaLag at(int second, long primary, long replayed) {
    return history.add(Duration.ofSeconds(second).toNanos(), new Lsn(primary), new Lsn(replayed));
  }

  private static ReplicaLag lag(long bytes, int seconds) {
    return new ReplicaLag(bytes, Optional.of(Duration.ofSeconds(seconds)));
  }
}
