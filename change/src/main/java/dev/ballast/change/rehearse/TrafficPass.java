package dev.ballast.change.rehearse;

import dev.ballast.change.course.CourseRecorder;
import dev.ballast.change.course.RehearsalCourse;
import dev.ballast.change.rehearse.RehearsedScript.Direction;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.lab.clone.RunningClone;
import dev.ballast.lab.traffic.LeftOut;
import dev.ballast.lab.traffic.SessionSource;
import dev.ballast.lab.traffic.TrafficRun;
import dev.ballast.lab.traffic.TrafficWindow;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A change on a copy that has traffic: who waits, what fails, how plans differ. One use; for one
/// thread.
final class TrafficPass {
  /// A statement that takes a few milliseconds meets hardly any of the traffic; what comes due
  /// until here after its start is counted as well.
  private static final Duration LEAST_STRETCH = Duration.ofSeconds(1);

  /// What waited for a script ends about when the script does.
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private static final Duration POLL = Duration.ofMillis(10);

  /// Longer than any wait that is to be seen.
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final RunningClone clone;
  private final PlannedChange change;
  private final TrafficPlan plan;
  private final ScriptPass.Options options;
  private final Clock clock;
  private final List<TrafficEffect.Script> scripts = new ArrayList<>();

  TrafficPass(
      RunningClone clone,
      PlannedChange change,
      TrafficPlan plan,
      ScriptPass.Options options,
      Clock clock) {
    this.clone = clone;
    this.change = change;
    this.plan = plan;
    this.options = options;
    this.clock = clock;
  }

  /// What the pass has seen.
  ///
  /// @param effect empty where nothing of the source can be repeated
  record Outcome(
      Optional<TrafficEffect> effect,
      Optional<RehearsalCourse> course,
      List<BrokenStatement> broken,
      List<PlanChange> plans,
      List<String> notes) {
    /// Where there was no traffic.
    static final Outcome NONE = without(List.of());

    static Outcome without(List<String> notes) {
      return new Outcome(Optional.empty(), Optional.empty(), List.of(), List.of(), notes);
    }
  }

  Outcome run() {
    try (Session session = session()) {
      ReadyTraffic ready = ReadyTraffic.of(plan, session);
      List<String> notes = new ArrayList<>(ready.notes());
      if (ready.mix().isEmpty()) {
        notes.add(
            "no statement of %s can be repeated, so nothing was rehearsed under traffic"
                .formatted(plan.name()));
        return Outcome.without(notes);
      }
      PlanReading before = PlanReading.of(session, ready.mix());
      OldApplication application = new OldApplication(session, ready.mix(), clock);
      List<TrafficStretch> around = new ArrayList<>();
      List<PlanChange> plans = new ArrayList<>();
      RehearsalCourse course;
      SessionSource sessions =
          SessionSource.to(clone.login(role(), options.database()), sessionOptions());
      try (TrafficRun traffic = ready.starting().start(sessions, clock);
          ScriptPass pass = ScriptPass.on(clone, options, clock)) {
        CourseRecorder recorder = new CourseRecorder(clock);
        pass.into(recorder);
        around.add(idle(traffic));
        pass.afterEach(application::check);
        boolean forwards = all(change.forwards(), Direction.UP, pass, traffic);
        plans.addAll(before.changesUntil(PlanReading.of(session, ready.mix())));
        pass.afterEach(_ -> {});
        if (forwards
            && change.isReversible()
            && all(change.back(), Direction.DOWN, pass, traffic)) {
          all(change.forwards(), Direction.UP_AGAIN, pass, traffic);
        }
        around.add(idle(traffic));
        course = recorder.under(traffic);
      }
      if (scripts.stream().allMatch(script -> isIdle(script.traffic()))) {
        notes.add(
            "no statement of %s came due while the change ran, so nothing is known of who waits"
                .formatted(plan.name()));
      }
      return new Outcome(
          Optional.of(effect(ready, around)),
          Optional.of(course),
          application.broken(),
          plans,
          notes);
    }
  }

  private TrafficEffect effect(ReadyTraffic ready, List<TrafficStretch> around) {
    return new TrafficEffect(
        plan.name(),
        ready.ratePerSecond(),
        around.getFirst(),
        scripts,
        around.getLast(),
        ready.leftOut().stream().map(left -> notReplayed(left, ready.calls())).toList(),
        ready.share());
  }

  private static TrafficEffect.NotReplayed notReplayed(LeftOut left, double calls) {
    return new TrafficEffect.NotReplayed(
        left.statement(), left.reason(), calls > 0 ? left.calls() / calls : 0);
  }

  private TrafficStretch idle(TrafficRun traffic) {
    long from = clock.nanoTime();
    pause(plan.idle());
    return stretch(traffic, from, clock.nanoTime());
  }

  private boolean all(
      List<MigrationScript> all, Direction direction, ScriptPass pass, TrafficRun traffic) {
    for (MigrationScript script : all) {
      long from = clock.nanoTime();
      RehearsedScript run = pass.run(script, direction);
      Duration left = LEAST_STRETCH.minus(clock.since(from));
      if (left.isPositive()) {
        pause(left);
      }
      scripts.add(new TrafficEffect.Script(run, stretch(traffic, from, clock.nanoTime())));
      if (run.stopped().isPresent()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIdle(TrafficStretch stretch) {
    return stretch.completed() == 0 && stretch.failed() == 0 && stretch.waitingAtMost() == 0;
  }

  private TrafficStretch stretch(TrafficRun traffic, long from, long to) {
    long asked = clock.nanoTime();
    TrafficWindow window = traffic.between(from, to);
    while (window.unfinished() > 0 && clock.since(asked).compareTo(SETTLING) < 0) {
      pause(POLL);
      window = traffic.between(from, to);
    }
    return new TrafficStretch(
        window.length(),
        window.completed(),
        window.latency().p50(),
        window.latency().p99(),
        window.longest(),
        (int) window.waitingAtMost(),
        window.failed().stream()
            .map(e -> new TrafficStretch.Failures(e.error(), e.count()))
            .toList());
  }

  private void pause(Duration duration) {
    clock.pause(duration);
    CommonError.requireNoInterrupt("rehearsing a change");
  }

  private Session session() {
    return clone.as(role(), options.database(), sessionOptions());
  }

  private String role() {
    return plan.role().orElse(options.role());
  }

  private static SessionOptions sessionOptions() {
    return SessionOptions.onOwnServer("ballast traffic")
        .withStatementTimeout(LONGEST_WAIT)
        .withLockTimeout(LONGEST_WAIT);
  }
}
