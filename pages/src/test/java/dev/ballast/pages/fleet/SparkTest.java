package dev.ballast.pages.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The small line of a target's row.
class SparkTest {
  private static final double NONE = Double.NaN;

  @Test
  void aLineHasAGapWhereNothingWasMeasured() {
    Spark spark = new Spark(List.of(0.0, 4.0, NONE, 2.0), "the last hour");
    // 120 wide in 4 steps of 30; 22 high within margins of 1, at the top 4 sessions.
    assertThat(spark.path()).isEqualTo("M0 23H30V1H60M90 12H120");
    assertThat(spark.words())
        .isEqualTo("Active sessions of the last hour: now 2, mean 2, at most 4");
  }

  @Test
  void aQuietTargetLooksQuiet() {
    assertThat(new Spark(List.of(0.25, 0.5), "the last hour").path())
        .isEqualTo("M0 17.5H60V12H120");
    assertThat(new Spark(List.of(0.0, 0.0), "the last hour").path()).isEqualTo("M0 23H60V23H120");
  }

  @Test
  void whatWasNotMeasuredLatelyIsADash() {
    Spark spark = new Spark(List.of(3.0, NONE), "the last hour");
    assertThat(spark.last()).isEqualTo("–");
    assertThat(spark.words()).contains("now –, mean 3, at most 3");
    assertThat(new Spark(List.of(NONE, NONE), "the last hour").isKnown()).isFalse();
    assertThat(new Spark(List.of(), "the last hour").path()).isEmpty();
  }
}
