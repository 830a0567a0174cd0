package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.store.sample.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatementCoursesTest {
  private static final Instant NOW = Instant.parse("2026-03-20T10:00:00Z");

  /// A counter that grows by so much an hour, and begins again at some hour.
  private static List<Point> counter(double perHour, int beganAgain) {
    return IntStream.rangeClosed(0, 8 * 24)
        .mapToObj(
            hour ->
                new Point(
                    NOW.minus(Duration.ofDays(8)).plus(Duration.ofHours(hour)),
                    perHour * (hour < beganAgain ? hour : hour - beganAgain)))
        .toList();
  }

  @Test
  void meansAreThoseOfWholeDays() {
    assertThat(StatementCourses.means(counter(1000, 0), counter(20, 0), NOW))
        .isEqualTo(
            "20 ms in the day until 7 d ago, 20 ms in the day until 1 d ago,"
                + " 20 ms in the day until 1 h ago");
  }

  /// Both began again within the day: one hour of each is unknown.
  @Test
  void aCounterThatBeganAgainIsNoNegativeTime() {
    assertThat(StatementCourses.means(counter(1000, 180), counter(20, 180), NOW))
        .endsWith("20 ms in the day until 1 h ago");
  }

  @Test
  void whatIsUnknownIsNotShown() {
    List<Point> calls = counter(1000, 0).subList(190, 192);
    assertThat(StatementCourses.means(calls, counter(20, 0), NOW))
        .doesNotContain("7 d")
        .doesNotContain("1 d ago");
    assertThat(StatementCourses.means(List.of(), List.of(), NOW)).isEmpty();
  }
}
