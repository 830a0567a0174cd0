package dev.ballast.change.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.course.CourseClock;
import dev.ballast.change.course.LockWaited;
import dev.ballast.evidence.Clock;
import dev.ballast.sql.LockMode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitsByLockTest {
  private static final long MILLI = 1_000_000;

  private static final Clock STILL =
      new Clock() {
        @Override
        public Instant now() {
          return Instant.EPOCH;
        }

        @Override
        public long nanoTime() {
          return 5_000 * MILLI;
        }

        @Override
        public void pause(Duration duration) {}
      };

  private final WaitsByLock waits = new WaitsByLock(new CourseClock(STILL));

  private void add(LockMode mode, long from, long to) {
    waits.add(
        "orders", new LockWatch.Waited(1, mode, (5_000 + from) * MILLI, (5_000 + to) * MILLI));
  }

  private static LockWaited waited(LockMode mode, long from, long to, int waits, long longest) {
    return new LockWaited(
        "orders",
        mode,
        Duration.ofMillis(from),
        Duration.ofMillis(to),
        waits,
        Duration.ofMillis(longest));
  }

  @Test
  void waitsOfOneModeThatOverlapAreOneAndOthersAreNot() {
    add(LockMode.ROW_EXCLUSIVE, 150, 300);
    add(LockMode.ACCESS_SHARE, 900, 950);
    add(LockMode.ACCESS_SHARE, 100, 400);
    add(LockMode.ACCESS_SHARE, 200, 250);
    add(LockMode.ACCESS_SHARE, 380, 600);

    assertThat(waits.all())
        .containsExactly(
            waited(LockMode.ACCESS_SHARE, 100, 600, 3, 300),
            waited(LockMode.ROW_EXCLUSIVE, 150, 300, 1, 150),
            waited(LockMode.ACCESS_SHARE, 900, 950, 1, 50));
  }
}
