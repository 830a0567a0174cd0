package dev.ballast.postgres.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineHistoryTest {
  private static final TimelineId FOURTH = new TimelineId(4);

  @Test
  void readsAncestorsAndKeepsTheBytes() {
    byte[] content =
        """
        # a remark
        1\t1/2952A978\tno recovery target specified

        2\t1/40000000\tbefore 2026-11-20 07:00:00+00
        """
            .getBytes(UTF_8);
    TimelineHistory history = TimelineHistory.parse(FOURTH, content);
    assertThat(history.fileName()).isEqualTo("00000004.history");
    assertThat(history.content()).isEqualTo(content);
    assertThat(history.entries())
        .containsExactly(
            new TimelineHistory.Entry(
                new TimelineId(1), new Lsn(0x1_2952_A978L), "no recovery target specified"),
            new TimelineHistory.Entry(
                new TimelineId(2), new Lsn(0x1_4000_0000L), "before 2026-11-20 07:00:00+00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1 2",
        "x 0/1 why",
        "1 0/1G why",
        "2 0/1 a\n1 0/2 b",
        "1 0/1 a\n1 0/2 b",
        "4 0/1 a",
        "99999999999 0/1 a",
        "9999999999 0/1 a",
        "0 0/1 a"
      })
  void refusesWhatIsNoHistoryOfTheTimeline(String content) {
    assertThatThrownBy(() -> TimelineHistory.parse(FOURTH, content.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void acceptsALineWithoutAReason() {
    assertThat(TimelineHistory.parse(FOURTH, "3 0/10".getBytes(UTF_8)).entries())
        .containsExactly(new TimelineHistory.Entry(new TimelineId(3), new Lsn(16), ""));
  }
}
