package dev.ballast.protect.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How long a recovery is expected to take, from the vault to a server that can be written to.
public sealed interface RecoveryForecast {
  /// With fewer drills nothing is forecast: four of them are left to forecast the fifth from.
  int LEAST_DRILLS = 5;

  /// Older drills say more of the machines of then.
  int MOST_DRILLS = 40;

  /// What is expected.
  ///
  /// @param steps in the order in which they are done
  /// @param notes how far this is from what was measured, where it is far
  record Known(
      Workload workload,
      Duration expected,
      Interval interval,
      List<StepForecast> steps,
      BackTest backTest,
      List<String> notes)
      implements RecoveryForecast {
    public Known {
      requireNonNull(workload, "workload is null");
      requireNonNull(expected, "expected is null");
      requireNonNull(interval, "interval is null");
      steps = List.copyOf(steps);
      requireNonNull(backTest, "backTest is null");
      notes = List.copyOf(notes);
    }
  }

  /// Nothing can be said.
  ///
  /// @param reason a clause that completes "undecided because"
  /// @param drills how many there are
  record Unknown(String reason, int drills) implements RecoveryForecast {
    public Unknown {
      requireNonNull(reason, "reason is null");
    }
  }

  /// One step.
  ///
  /// @param bytes what it works through; 0 where its time depends on no size
  record StepForecast(Step step, long bytes, Duration expected) {
    public StepForecast {
      requireNonNull(step, "step is null");
      requireNonNull(expected, "expected is null");
    }
  }

  /// Forecasts from drills, oldest first.
  static RecoveryForecast of(List<Drill> drills, Workload workload) {
    if (drills.size() < LEAST_DRILLS) {
      String reason =
          "%d proof%s of the target recovered a copy, and at least %d are needed"
              .formatted(drills.size(), drills.size() == 1 ? "" : "s", LEAST_DRILLS);
      return new Unknown(reason, drills.size());
    }
    RecoveryModel model = RecoveryModel.fit(drills);
    Optional<String> obstacle = model.obstacle(workload);
    if (obstacle.isPresent()) {
      return new Unknown(obstacle.get(), drills.size());
    }
    BackTest backTest = BackTest.of(drills);
    if (backTest.heldBack().size() < LEAST_DRILLS) {
      String reason =
          "only %d of %d drills could be forecast from the others: their sizes differ too much"
              .formatted(backTest.heldBack().size(), drills.size());
      return new Unknown(reason, drills.size());
    }
    List<StepForecast> steps = new ArrayList<>();
    for (Step step : Step.values()) {
      steps.add(
          new StepForecast(
              step,
              RecoveryModel.bytes(step, workload),
              RecoveryModel.duration(model.seconds(step, workload))));
    }
    return new Known(
        workload,
        model.recovery(workload),
        backTest.around(model.seconds(workload)),
        steps,
        backTest,
        model.notes(workload));
  }

  /// What is expected; empty where nothing can be said.
  default Optional<Duration> expectation() {
    return switch (this) {
      case Known known -> Optional.of(known.expected());
      case Unknown ignored -> Optional.empty();
    };
  }
}
