package dev.ballast.observe.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TallyLineTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private static Instant minute(int number) {
    return NOON.plus(Duration.ofMinutes(number));
  }

  @Test
  void aWindowHasItsOwnMinutesAndNoOthers() {
    TallyLine line = new TallyLine();
    line.put(minute(-61), new Tally(0, 5));
    line.put(minute(-60), new Tally(4, 6));
    line.put(minute(-1), new Tally(6, 6));
    line.put(minute(0), new Tally(0, 7));
    // 11:00 and 11:59 are in it; 10:59 and 12:00, which is not over, are not.
    assertThat(line.last(HOUR, NOON)).isEqualTo(new Stretch(new Tally(10, 12), 2, 60));
  }

  @Test
  void aMinuteWithoutCountsIsUnknownAndOneWithNothingToCountIsNot() {
    TallyLine line = new TallyLine();
    line.put(minute(-3), Tally.NONE);
    line.put(minute(-1), Tally.one(true));
    assertThat(line.last(Duration.ofMinutes(5), NOON))
        .isEqualTo(new Stretch(new Tally(1, 1), 2, 5));
  }

  @Test
  void whatTwoNodesCountedWithinAMinuteCountsTogether() {
    TallyLine line = new TallyLine();
    line.put(minute(-1), new Tally(2, 3));
    line.put(minute(-1), new Tally(3, 3));
    assertThat(line.last(HOUR, NOON)).isEqualTo(new Stretch(new Tally(5, 6), 1, 60));
    assertThat(line.ofBudget(NOON).tally()).isEqualTo(new Tally(5, 6));
    assertThat(line.ofBudget(NOON).knownMinutes()).isEqualTo(1);
  }

  @Test
  void countsMayComeInAnyOrder() {
    TallyLine line = new TallyLine();
    line.put(minute(-1), new Tally(1, 1));
    line.put(minute(-4000), new Tally(1, 2));
    // Longer ago than minutes are kept by themselves.
    line.put(minute(-5000), new Tally(1, 3));
    assertThat(line.last(Duration.ofDays(3), NOON).tally()).isEqualTo(new Tally(2, 3));
    assertThat(line.ofBudget(NOON)).isEqualTo(new Stretch(new Tally(3, 6), 3, 43_200));
  }

  @Test
  void whatIsOlderThanABudgetIsForgotten() {
    TallyLine line = new TallyLine();
    Instant first = NOON.minus(Duration.ofDays(40));
    for (int i = 0; i < 40 * 24 * 60; i++) {
      line.put(first.plus(Duration.ofMinutes(i)), new Tally(5, 6));
    }
    // 30 days from a full hour on: the last of the 720 hours has not begun.
    assertThat(line.ofBudget(NOON.minus(Duration.ofMinutes(1))))
        .isEqualTo(new Stretch(new Tally(216_000, 259_200), 43_200, 43_200));
    assertThat(line.last(Duration.ofDays(3), NOON))
        .isEqualTo(new Stretch(new Tally(21_600, 25_920), 4_320, 4_320));
  }

  @Test
  void afterAGapOfWeeksTheOldHoursDoNotComeBack() {
    TallyLine line = new TallyLine();
    line.put(NOON.minus(Duration.ofDays(31)), new Tally(0, 9));
    line.put(NOON.minus(Duration.ofDays(20)), new Tally(1, 9));
    line.put(minute(-1), new Tally(2, 9));
    assertThat(line.ofBudget(NOON)).isEqualTo(new Stretch(new Tally(3, 18), 2, 43_200));
    line.put(NOON.plus(Duration.ofDays(29)), new Tally(3, 9));
    assertThat(line.ofBudget(NOON.plus(Duration.ofDays(29))))
        .isEqualTo(new Stretch(new Tally(5, 18), 2, 43_200));
    line.put(NOON.plus(Duration.ofDays(100)), new Tally(4, 9));
    assertThat(line.ofBudget(NOON.plus(Duration.ofDays(100))))
        .isEqualTo(new Stretch(new Tally(4, 9), 1, 43_200));
  }

  @Test
  void nothingIsKnownOfALineWithoutCounts() {
    TallyLine line = new TallyLine();
    assertThat(line.knownUntil()).isEmpty();
    assertThat(line.lastBad()).isEmpty();
    assertThat(line.last(HOUR, NOON)).isEqualTo(new Stretch(Tally.NONE, 0, 60));
    assertThat(line.ofBudget(NOON)).isEqualTo(new Stretch(Tally.NONE, 0, 43_200));
  }

  @Test
  void theLastMinuteWithSomethingBadIsKnown() {
    TallyLine line = new TallyLine();
    line.put(minute(-9), new Tally(1, 2));
    line.put(minute(-5), new Tally(0, 2));
    line.put(minute(-1), new Tally(2, 2));
    assertThat(line.lastBad()).contains(minute(-5));
    assertThat(line.knownUntil()).contains(NOON);
  }
}
