package dev.ballast.change.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RehearsalCourseTest {
  /// 120 intervals of 250 ms are 30 seconds.
  @Test
  void intervalsAreMultiplesOfAQuarterOfASecondAndAtMostAHundredAndTwenty() {
    assertThat(RehearsalCourse.interval(Duration.ofSeconds(9))).isEqualTo(Duration.ofMillis(250));
    assertThat(RehearsalCourse.interval(Duration.ofSeconds(30))).isEqualTo(Duration.ofMillis(250));
    assertThat(RehearsalCourse.interval(Duration.ofMillis(30_001)))
        .isEqualTo(Duration.ofMillis(500));
    assertThat(RehearsalCourse.interval(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void ofTooManyScriptsTheFirstOnesAreKeptAndTheOthersCounted() {
    List<ScriptCourse> scripts =
        IntStream.range(0, 5).mapToObj(RehearsalCourseTest::script).toList();

    RehearsalCourse course =
        RehearsalCourse.of(Instant.EPOCH, Duration.ofSeconds(5), Duration.ZERO, List.of(), scripts);

    // A script of 199 statements counts 200, and 600 are kept.
    assertThat(course.scripts()).isEqualTo(scripts.subList(0, 3));
    assertThat(course.omitted()).isEqualTo(2);
  }

  private static ScriptCourse script(int second) {
    Duration from = Duration.ofSeconds(second);
    return new ScriptCourse(
        "V" + second + ".sql",
        Way.FORWARDS,
        from,
        from.plusSeconds(1),
        IntStream.rangeClosed(1, 199)
            .mapToObj(n -> new StatementRun(n, n, "SELECT " + n, from, from, false))
            .toList(),
        List.of(),
        List.of());
  }
}
