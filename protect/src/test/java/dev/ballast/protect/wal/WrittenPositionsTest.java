package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.postgres.Lsn;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WrittenPositionsTest {
  private final WrittenPositions positions = new WrittenPositions();

  private void at(long second, long lsn) {
    positions.add(Duration.ofSeconds(second).toNanos(), new Lsn(lsn));
  }

  private long age(long durable, long now) {
    return positions.age(new Lsn(durable), Duration.ofSeconds(now).toNanos()).toSeconds();
  }

  @Test
  void isAsOldAsTheLastMomentAtWhichNothingMoreWasWritten() {
    at(10, 100);
    at(11, 200);
    at(12, 300);

    assertThat(age(250, 12)).isEqualTo(1);
    assertThat(age(250, 15)).isEqualTo(4);
    assertThat(age(300, 15)).isEqualTo(3);
  }

  @Test
  void isAsOldAsTheFirstQuestionWhereMoreWasWrittenFromThenOn() {
    at(10, 100);
    at(20, 200);

    assertThat(age(50, 25)).isEqualTo(15);
  }

  @Test
  void staysYoungWhileNothingIsWritten() {
    for (int second = 0; second < 100; second++) {
      at(second, 100);
    }

    assertThat(age(100, 99)).isZero();
  }

  @Test
  void comparesPositionsUnsigned() {
    at(1, Long.MAX_VALUE);
    at(2, Long.MIN_VALUE + 5);

    assertThat(age(Long.MAX_VALUE, 3)).isEqualTo(2);
    assertThat(age(Long.MIN_VALUE + 5, 3)).isEqualTo(1);
  }

  @Test
  void keepsBoundedMemoryAndNeverSaysLess() {
    for (int second = 0; second < 3 * WrittenPositions.LIMIT; second++) {
      at(second, 100L + second);
    }

    long now = 3L * WrittenPositions.LIMIT - 1;
    assertThat(age(99, now)).isEqualTo(now);
    long durable = 100L + 20_000;
    assertThat(age(durable, now)).isBetween(now - 20_000, now - 20_000 + 16);
  }
}
