package dev.ballast.observe.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Severity;
import dev.ballast.observe.alert.AlertLedger;
import dev.ballast.observe.slo.Goal;
import dev.ballast.observe.slo.GoalState;
import dev.ballast.observe.slo.Indicator;
import dev.ballast.observe.slo.Tally;
import dev.ballast.observe.slo.TallyLine;
import dev.ballast.observe.watch.TargetDetail;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.store.alert.AlertStep;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.sample.Labels;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/// Months of probes every ten seconds, evaluated every minute, with an objective of 99.9 %: 43 min
/// of 30 days may be bad.
class BurnCheckTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final Goal GOAL = new Goal(Indicator.AVAILABILITY, Labels.NONE, "99.9 %", 0.999);
  private static final Target TARGET = Target.ofUrl("postgresql://watcher@127.0.0.1:5432/postgres");
  private static final Check FAST = new Burning("fast", true);
  private static final Check SLOW = new Burning("slow", false);
  private static final int PROBES_A_MINUTE = 6;
  private static final int HOUR = 60;
  private static final int DAY = 24 * HOUR;

  /// So many of a month are evaluated.
  private static final int DAYS = 3;

  /// As those of the catalogue.
  private static final class Burning extends BurnCheck {
    Burning(String name, boolean pages) {
      super(name, pages);
    }
  }

  /// A step of an alert, by the minute since the start at whose end it was.
  private record Step(String check, AlertStep.Kind kind, int minute) {}

  /// Runs the days of a month that are evaluated, and the three before, which windows reach back
  /// to.
  ///
  /// @param fromDay the first day that is evaluated
  /// @param bad whether the probe of that number since the start fails
  private static List<Step> days(int fromDay, IntPredicate bad, Optional<Integer> reachableAgain) {
    TallyLine line = new TallyLine();
    AlertLedger ledger = new AlertLedger("shop", List.of(), List.of(), moment(0));
    List<Step> steps = new ArrayList<>();
    for (int minute = Math.max(0, fromDay - 3) * DAY; minute < (fromDay + DAYS) * DAY; minute++) {
      int good = 0;
      for (int i = 0; i < PROBES_A_MINUTE; i++) {
        good += bad.test(minute * PROBES_A_MINUTE + i) ? 0 : 1;
      }
      line.put(moment(minute).at(), new Tally(good, PROBES_A_MINUTE));
      if (minute < fromDay * DAY) {
        continue;
      }
      AlertLedger.Moment now = moment(minute + 1);
      Observed observed = observed(GoalState.of(GOAL, line, now.at()), now.at(), reachableAgain);
      for (Check check : List.of(FAST, SLOW)) {
        for (AlertStep step : ledger.take(check, check.threshold(), check.look(observed), now)) {
          if (step.kind() != AlertStep.Kind.SEEN) {
            steps.add(new Step(check.name(), step.kind(), minute));
          }
        }
      }
    }
    return steps;
  }

  private static AlertLedger.Moment moment(int minute) {
    Duration since = Duration.ofMinutes(minute);
    return new AlertLedger.Moment(START.plus(since), since.toNanos());
  }

  private static Observed observed(GoalState goal, Instant now, Optional<Integer> reachableAgain) {
    List<Event> events =
        reachableAgain.map(minute -> moment(minute).at()).filter(at -> !at.isAfter(now)).stream()
            .map(
                at ->
                    Event.of(
                        "shop", at, EventSource.SERVER, Severity.INFO, "reachable", "it is back"))
            .toList();
    return new Observed(
        TARGET,
        new TargetState(
            "shop",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new TargetState.Cost(Duration.ZERO, 0, Duration.ZERO),
            List.of(),
            new TargetDetail(List.of(), Map.of(), Optional.empty())),
        List.of(),
        events,
        now,
        Surroundings.NONE.with(List.of(goal)));
  }

  /// The minutes from one on.
  private static IntPredicate minutes(int from, int count) {
    return probe -> probe >= from * PROBES_A_MINUTE && probe < (from + count) * PROBES_A_MINUTE;
  }

  /// One in so many probes of some days fails.
  private static IntPredicate oneIn(int many, int fromDay, int days) {
    return probe ->
        probe % many == 0
            && probe >= fromDay * DAY * PROBES_A_MINUTE
            && probe < (fromDay + days) * DAY * PROBES_A_MINUTE;
  }

  private static List<Step> steps(int fromDay, IntPredicate bad) {
    return days(fromDay, bad, Optional.empty());
  }

  private static Step only(List<Step> steps, String check, AlertStep.Kind kind) {
    List<Step> found =
        steps.stream().filter(s -> s.check().equals(check) && s.kind() == kind).toList();
    assertThat(found).as("%s", steps).hasSize(1);
    return found.getFirst();
  }

  /// One in 20,000 probes, by chance: a twentieth of what may fail.
  @Test
  void aHealthyMonthIsSilent() {
    for (int day = 3; day < 30; day += 6) {
      Random random = new Random(day);
      assertThat(steps(day, probe -> random.nextInt(20_000) == 0)).as("from day %d", day).isEmpty();
    }
  }

  /// Three probes, 30 s, are 8.3 times the rate within an hour.
  @Test
  void aBlipIsSilent() {
    assertThat(steps(3, probe -> probe / 3 == 3 * DAY * 2)).isEmpty();
  }

  /// Six bad of 360 within an hour are 16.7 times the rate, after the first minute. The page is
  /// over when the last half hour has less than 5.4 times the rate, which is none, for a minute.
  /// 120 of 8,640 within a day are 13.9 times: a ticket as well, at 26 of them, until two hours are
  /// good.
  @Test
  void anOutageOf20MinutesPagesAfterItsFirstMinute() {
    int from = 8 * DAY;
    List<Step> steps = steps(8, minutes(from, 20));
    assertThat(steps)
        .containsExactly(
            new Step("fast", AlertStep.Kind.RAISED, from),
            new Step("slow", AlertStep.Kind.RAISED, from + 4),
            new Step("fast", AlertStep.Kind.RESOLVED, from + 20 + 30),
            new Step("slow", AlertStep.Kind.RESOLVED, from + 20 + 6 * HOUR + 1));
  }

  /// One in 100 is ten times the rate: too little for an hour's 14.4. Within six hours it is 6
  /// times after 3 h 36 min: 12.96 of 2,160 are bad, the 13th is the one of minute 3 h 20 min.
  @Test
  void aHundredthOfADayPagesByTheSixHours() {
    List<Step> steps = steps(15, oneIn(100, 15, 1));
    int raised = only(steps, "fast", AlertStep.Kind.RAISED).minute();
    assertThat(raised - 15 * DAY).isBetween(3 * HOUR + 20, 3 * HOUR + 36);
    int resolved = only(steps, "fast", AlertStep.Kind.RESOLVED).minute();
    assertThat(resolved - 16 * DAY).isBetween(0, 40);
    // 3 times within a day: 25.92 of 8,640, after 7 h 12 min.
    int ticket = only(steps, "slow", AlertStep.Kind.RAISED).minute();
    assertThat(ticket - 15 * DAY).isBetween(6 * HOUR + 40, 7 * HOUR + 12);
  }

  /// One in 500 is twice the rate: once within three days, after a day and a half; never a page.
  @Test
  void twiceTheRateForDaysIsATicket() {
    List<Step> steps = steps(20, oneIn(500, 20, 6));
    assertThat(steps).extracting(Step::check).containsOnly("slow");
    int raised = only(steps, "slow", AlertStep.Kind.RAISED).minute();
    assertThat(raised - 20 * DAY).isBetween(34 * HOUR, 36 * HOUR);
  }

  /// An outage had an alert of its own while it lasted.
  @Test
  void anOutageThatIsOverPagesNobodyAfterwards() {
    int from = 8 * DAY;
    List<Step> steps = days(8, minutes(from, 20), Optional.of(from + 20));
    // The first good minute after it, and a minute of calm.
    assertThat(only(steps, "fast", AlertStep.Kind.RESOLVED).minute()).isEqualTo(from + 20);
    assertThat(only(steps, "slow", AlertStep.Kind.RAISED).minute()).isEqualTo(from + 4);
  }
}
