package dev.ballast.observe.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ballast.observe.slo.GoalState.RuleState;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Rates and budgets, computed by hand beside each expectation.
class GoalStateTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Offset<Double> EXACT = within(1e-9);
  private static final Goal GOAL = new Goal(Indicator.AVAILABILITY, Labels.NONE, "99.9 %", 0.999);

  /// Six probes a minute before noon, of which so many of each minute were good.
  private static TallyLine probes(int minutes, int good) {
    TallyLine line = new TallyLine();
    for (int i = minutes; i > 0; i--) {
      line.put(NOON.minus(Duration.ofMinutes(i)), new Tally(good, 6));
    }
    return line;
  }

  private static GoalState state(TallyLine line) {
    return GoalState.of(GOAL, line, NOON);
  }

  @Test
  void aRateIsTheBadShareByTheShareThatMayBeBad() {
    TallyLine line = probes(60, 6);
    // Six more of a minute, all bad: 6 of 366 are 1.639 %, which is 16.39 times 0.1 %.
    line.put(NOON.minus(Duration.ofMinutes(1)), new Tally(0, 6));
    RuleState rule = state(line).state(BurnRule.PAGE_WITHIN_AN_HOUR);
    assertThat(rule.longer().rate().orElseThrow()).isCloseTo(6000.0 / 366, EXACT);
    // 6 of 36 within five minutes.
    assertThat(rule.shorter().rate().orElseThrow()).isCloseTo(1000.0 / 6, EXACT);
    // The slower of the two, by the rule's 14.4.
    assertThat(rule.figure()).isCloseTo(6000.0 / 366 / 14.4, EXACT);
  }

  @Test
  void whatIsUnknownCountsAsGoodForAnAlert() {
    // Half an hour is known: 6 of 186 are bad, 32.26 times; if the other half was good, 16.13.
    TallyLine line = probes(30, 6);
    line.put(NOON.minus(Duration.ofMinutes(1)), new Tally(0, 6));
    Burn hour = state(line).burn(Duration.ofHours(1));
    assertThat(hour.rate().orElseThrow()).isCloseTo(32.25806451612903, EXACT);
    assertThat(hour.atLeast()).isCloseTo(16.129032258064516, EXACT);
    assertThat(hour.stretch().known()).isEqualTo(0.5);
  }

  @Test
  void aFewFailuresRaiseNothingHoweverHighTheirRate() {
    // Two of twelve probes of a new target.
    TallyLine line = probes(2, 5);
    GoalState few = state(line);
    assertThat(few.state(BurnRule.PAGE_WITHIN_AN_HOUR).longer().atLeast()).isGreaterThan(5);
    assertThat(few.rules()).allMatch(rule -> rule.figure() == 0);
    line.put(NOON.minus(Duration.ofMinutes(3)), new Tally(5, 6));
    assertThat(state(line).worst(true).figure()).isPositive();
  }

  @Test
  void whatIsOverRaisesNothing() {
    TallyLine line = new TallyLine();
    for (int i = 60; i > 0; i--) {
      line.put(NOON.minus(Duration.ofMinutes(i)), new Tally(i > 6 ? 0 : 6, 6));
    }
    // 54 of 60 minutes were bad, and none of the last five.
    GoalState state = state(line);
    assertThat(state.state(BurnRule.PAGE_WITHIN_AN_HOUR).figure()).isZero();
    // Within half an hour there was: 144 of 180, 800 times; 324 of 360 within six hours of which
    // one
    // is known, so at least 150 times, which is 25 times the rule's 6.
    assertThat(state.state(BurnRule.PAGE_WITHIN_SIX_HOURS).figure()).isCloseTo(25, EXACT);
    assertThat(state.worst(true).rule()).isEqualTo(BurnRule.PAGE_WITHIN_SIX_HOURS);
  }

  @Test
  void aBudgetIsWhatMayBeBadWithin30Days() {
    // One day of 30 is known: 8,640 probes, of which 1,440 are bad where 8.64 may be. Over 30 days
    // as many as on that day may be 259.2.
    ErrorBudget budget = state(probes(1440, 5)).budget();
    assertThat(budget.spent()).isCloseTo(1440 / 259.2, EXACT);
    assertThat(budget.left()).isCloseTo(1 - 1440 / 259.2, EXACT);
    assertThat(budget.known()).isCloseTo(1 / 30.0, EXACT);
  }

  @Test
  void aBudgetLastsAsLongAsItsRestAtTheRateOfTheLastSixHours() {
    ErrorBudget half = new ErrorBudget(0.5, 1);
    // Half of it at five times the rate: 3 days.
    assertThat(half.exhaustion(NOON, 5)).contains(NOON.plus(Duration.ofDays(3)));
    assertThat(half.exhaustion(NOON, 0.5)).isEmpty();
    assertThat(half.exhaustion(NOON, 0)).isEmpty();
    assertThat(new ErrorBudget(1, 1).exhaustion(NOON, 0)).contains(NOON);
  }

  @Test
  void whileNothingIsMeasuredItStaysAsItWas() {
    TallyLine line = probes(60, 0);
    GoalState last = GoalState.of(GOAL, line, NOON);
    GoalState later = GoalState.of(GOAL, line, NOON.plus(Duration.ofHours(2)));
    assertThat(last.measured()).isTrue();
    assertThat(later.measured()).isFalse();
    assertThat(later.asOf()).isEqualTo(NOON);
    assertThat(later.worst(true).figure()).isEqualTo(last.worst(true).figure()).isGreaterThan(1);
    // Not forever: of six hours nothing is known, and nothing burns.
    GoalState over = GoalState.of(GOAL, line, NOON.plus(Duration.ofHours(6)));
    assertThat(over.measured()).isFalse();
    assertThat(over.worst(true).figure()).isZero();
  }

  @Test
  void nothingMeasuredIsNotNothingBad() {
    GoalState state = state(new TallyLine());
    assertThat(state.measured()).isFalse();
    assertThat(state.burn(Duration.ofHours(1)).rate()).isEmpty();
    assertThat(state.budget().known()).isZero();
  }
}
