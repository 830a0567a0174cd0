package dev.ballast.protect.forecast;

import dev.ballast.evidence.ByteSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The time of each step of a recovery as a function of what there is to recover, fitted to drills.
/// Immutable.
final class RecoveryModel {
  /// Without a known rate, times as many bytes as were ever measured are no longer guessed.
  private static final double MOST_UNKNOWN = 2;

  /// With a known rate, beyond so many times of what was measured a reader should know it.
  private static final double FAR = 4;

  private final Map<Step, RobustLine> lines = new EnumMap<>(Step.class);

  private RecoveryModel() {}

  static RecoveryModel fit(List<Drill> drills) {
    RecoveryModel model = new RecoveryModel();
    model.fit(Step.RESTORE, drills.stream().map(Drill::restore).toList());
    model.fit(Step.WAL_CHECK, drills.stream().map(Drill::logCheck).toList());
    // Both points of one drill are on its line: the first has the start of the server and what was
    // replayed until then, so that even drills of one size show the rate of replay.
    List<Measure> replays = new ArrayList<>();
    for (Drill drill : drills) {
      drill.admitted().ifPresent(replays::add);
      replays.add(drill.replay());
    }
    model.fit(Step.REPLAY, replays);
    model.fit(
        Step.PROMOTION, drills.stream().map(drill -> new Measure(0, drill.promotion())).toList());
    model.fit(
        Step.VERIFICATION,
        drills.stream().map(Drill::verification).filter(measure -> measure.bytes() > 0).toList());
    return model;
  }

  private void fit(Step step, List<Measure> measures) {
    if (!measures.isEmpty()) {
      lines.put(step, RobustLine.through(measures));
    }
  }

  /// What of it cannot be forecast, where something cannot.
  Optional<String> obstacle(Workload workload) {
    for (Step step : Step.values()) {
      RobustLine line = line(step);
      double times = line.beyond((double) bytes(step, workload));
      if (step.isAwaited() && line.perByte().isEmpty() && times > MOST_UNKNOWN) {
        return Optional.of(
            "%s of %s cannot be forecast: all drills were of about one size, at most %s, and show no rate"
                .formatted(
                    step.title(),
                    new ByteSize(bytes(step, workload)),
                    new ByteSize((long) line.largest())));
      }
    }
    return Optional.empty();
  }

  /// What a reader should know of how far this is from what was measured.
  List<String> notes(Workload workload) {
    List<String> notes = new ArrayList<>();
    for (Step step : Step.values()) {
      double times = line(step).beyond((double) bytes(step, workload));
      if (step.isAwaited() && line(step).perByte().isPresent() && times > FAR) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%s is %.0f times what any drill measured (%s): drills of that size were not"
                    + " back-tested",
                step.title() + " of " + new ByteSize(bytes(step, workload)),
                times,
                new ByteSize((long) line(step).largest())));
      }
    }
    return notes;
  }

  /// The seconds of one step.
  double seconds(Step step, Workload workload) {
    return line(step).at((double) bytes(step, workload));
  }

  /// From the vault to a server that can be written to, in seconds.
  double seconds(Workload workload) {
    double sum = 0;
    for (Step step : Step.values()) {
      sum += step.isAwaited() ? seconds(step, workload) : 0;
    }
    return sum;
  }

  Duration recovery(Workload workload) {
    return duration(seconds(workload));
  }

  static long bytes(Step step, Workload workload) {
    return switch (step) {
      case RESTORE, VERIFICATION -> workload.written();
      case WAL_CHECK, REPLAY -> workload.logBytes();
      case PROMOTION -> 0;
    };
  }

  static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private RobustLine line(Step step) {
    return lines.getOrDefault(step, RobustLine.through(List.of(Measure.NONE)));
  }
}
