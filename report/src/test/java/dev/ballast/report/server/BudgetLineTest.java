package dev.ballast.report.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ballast.evidence.ExitCode;
import dev.ballast.observe.slo.BurnRule;
import dev.ballast.observe.slo.Goal;
import dev.ballast.observe.slo.GoalState;
import dev.ballast.observe.slo.Goals;
import dev.ballast.observe.slo.Tally;
import dev.ballast.observe.slo.TallyLine;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import dev.ballast.targets.config.Objectives;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetLineTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Goal READS = Goals.ofStatements(Objectives.DEFAULTS, "shop", false);

  /// A hundred calls in each minute of three days, of which so many were good.
  private static GoalState state(int good, Instant now) {
    TallyLine line = new TallyLine();
    for (int i = 3 * 24 * 60; i > 0; i--) {
      line.put(NOON.minus(Duration.ofMinutes(i)), new Tally(good, 100));
    }
    return GoalState.of(READS, line, now);
  }

  private static StatusReport report(BudgetLine line) {
    return new StatusReport(
            List.of(
                new StatusReport.TargetLine("shop", Optional.empty(), Optional.empty(), List.of())),
            List.of())
        .with(target -> List.of(line));
  }

  private static String text(BudgetLine line) {
    Page page = new Page(Style.PLAIN);
    report(line).print(page);
    return page.toString();
  }

  /// Ten of 100 are twice as many as may be bad: three of 30 days have used a fifth, and the rest,
  /// at twice the rate, lasts 0.8 * 30 / 2 = 12 days.
  @Test
  void aBudgetThatWillNotLastSaysUntilWhenAndEndsWithFound() {
    BudgetLine line = BudgetLine.of(state(90, NOON), Optional.empty());
    assertThat(line.left()).isCloseTo(0.8, within(1e-9));
    assertThat(line.state()).isEqualTo(BudgetLine.State.BURNING);
    assertThat(text(line))
        .contains("BUDGET OF")
        .containsPattern(
            "shop +statement-time read shop +95 % within 100 ms +80\\.0 % +2\\.0 +2\\.0 +2\\.0"
                + " +2026-12-02T12:00:00Z +10\\.0 % +BURNING");
    assertThat(report(line).exit()).isEqualTo(ExitCode.FOUND);
  }

  /// A quarter of an hour is known, in which half of the calls were slow: ten times as many as may
  /// be. If the rest of the hour was good, that is 2.5 times, and of six hours 0.4 times, by which
  /// alerts go as well. 15 of 43,200 minutes are known.
  @Test
  void whereLittleIsKnownTheRateIsThatOfTheAlerts() {
    TallyLine line = new TallyLine();
    for (int i = 15; i > 0; i--) {
      line.put(NOON.minus(Duration.ofMinutes(i)), new Tally(50, 100));
    }
    GoalState state = GoalState.of(READS, line, NOON);
    BudgetLine shown = BudgetLine.of(state, Optional.empty());

    assertThat(shown.burns().getFirst().rate().orElseThrow()).isCloseTo(2.5, within(1e-9));
    assertThat(state.state(BurnRule.PAGE_WITHIN_AN_HOUR).longer().atLeast())
        .isCloseTo(2.5, within(1e-9));
    assertThat(shown.usedUpAt()).isEmpty();
    assertThat(text(shown)).containsPattern(" 99\\.7 % +2\\.5 +0\\.4 +0\\.0 +< 0\\.1 % +");
  }

  @Test
  void aBudgetThatLastsIsKept() {
    BudgetLine line = BudgetLine.of(state(99, NOON), Optional.empty());
    assertThat(line.state()).isEqualTo(BudgetLine.State.KEPT);
    assertThat(line.usedUpAt()).isEmpty();
    assertThat(report(line).exit()).isEqualTo(ExitCode.DONE);
  }

  /// 60 of 100 calls within three days are six of 100 within 30, where five may be bad.
  @Test
  void aBudgetOfWhichNothingIsLeftIsUsedUp() {
    BudgetLine line = BudgetLine.of(state(40, NOON), Optional.empty());
    assertThat(line.left()).isCloseTo(-0.2, within(1e-9));
    assertThat(line.state()).isEqualTo(BudgetLine.State.USED_UP);
    assertThat(report(line).exit()).isEqualTo(ExitCode.FOUND);
  }

  @Test
  void whatIsNotMeasuredIsUnknownAndNotKept() {
    BudgetLine never =
        BudgetLine.of(
            GoalState.of(READS, new TallyLine(), NOON), Optional.of("the role is refused"));
    assertThat(never.state()).isEqualTo(BudgetLine.State.UNKNOWN);
    assertThat(text(never)).contains("unknown", "UNKNOWN: the role is refused");
    BudgetLine since = BudgetLine.of(state(99, NOON.plus(Duration.ofHours(1))), Optional.empty());
    assertThat(text(since)).contains("UNKNOWN: nothing was measured since 2026-11-20T12:00:00Z");
    assertThat(report(since).exit()).isEqualTo(ExitCode.FOUND);
  }
}
