package dev.ballast.observe.catalogue;

import static dev.ballast.store.alert.Urgency.PAGE;
import static dev.ballast.store.alert.Urgency.TICKET;

import dev.ballast.observe.slo.Goal;
import dev.ballast.observe.slo.GoalState;
import dev.ballast.observe.slo.Goals;
import dev.ballast.observe.slo.Tally;
import dev.ballast.observe.slo.TallyLine;
import dev.ballast.targets.config.Objectives;
import java.time.Duration;
import java.util.List;

/// How the error budget of the availability, 99.99 %, was used.
final class ObjectiveCases {
  private static final Goal GOAL = Goals.availability(Objectives.DEFAULTS);
  private static final int DAY = 24 * 60;

  private ObjectiveCases() {}

  /// Of six probes in each of so many minutes, one was bad in each of the last so many.
  private static Situation probes(int minutes, int bad) {
    TallyLine line = new TallyLine();
    for (int i = minutes; i > 0; i--) {
      line.put(Situation.NOW.minus(Duration.ofMinutes(i)), new Tally(i <= bad ? 5 : 6, 6));
    }
    return Situation.empty().with(List.of(GoalState.of(GOAL, line, Situation.NOW)));
  }

  static List<Case> list() {
    return List.of(
        // 3 of 360 within an hour are 0.83 %, 83 times 0.01 %; two are too few to say anything.
        new Case("budget-burning-fast", PAGE, probes(60, 3), probes(60, 2)),
        // 3 of 8,640 within a day are 0.035 %, 3.5 times.
        new Case("budget-burning-slowly", TICKET, probes(DAY, 3), probes(DAY, 2)),
        // Of 259,200 within 30 days 25.92 may be bad.
        new Case("budget-used-up", TICKET, probes(30 * DAY, 26), probes(30 * DAY, 23)));
  }
}
