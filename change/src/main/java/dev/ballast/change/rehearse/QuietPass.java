package dev.ballast.change.rehearse;

import dev.ballast.change.course.CourseRecorder;
import dev.ballast.change.course.RehearsalCourse;
import dev.ballast.change.rehearse.RehearsedScript.Direction;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.lab.clone.AttachedStandby;
import dev.ballast.lab.clone.RunningClone;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.postgres.jdbc.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A change on a copy that nobody else uses: forwards, back where there is a way back, and forwards
/// again. It shows what the change costs by itself, and whether its way back restores everything.
/// One use; for one thread.
final class QuietPass {
  private final RunningClone clone;
  private final PlannedChange change;
  private final ScriptPass.Options options;
  private final Clock clock;
  private final Progress progress;
  private final CourseRecorder recorder;
  private final List<RehearsedScript> runs = new ArrayList<>();

  QuietPass(
      RunningClone clone,
      PlannedChange change,
      ScriptPass.Options options,
      Clock clock,
      Progress progress) {
    this.clone = clone;
    this.change = change;
    this.options = options;
    this.clock = clock;
    this.progress = progress;
    this.recorder = new CourseRecorder(clock);
  }

  /// What the pass has seen.
  ///
  /// @param disk of the way forwards
  /// @param lag of a standby, where one was attached
  /// @param deadRows that the way forwards left for vacuum; empty where the server does not count
  record Outcome(
      List<RehearsedScript> runs,
      DiskUse disk,
      Optional<StandbyLag> lag,
      OptionalLong deadRows,
      RollbackProof rollback,
      RehearsalCourse course) {
    /// Whether a script did not reach its end.
    boolean isStopped() {
      return runs.stream().anyMatch(run -> run.stopped().isPresent());
    }
  }

  Outcome run() {
    StateComparison comparison = new StateComparison(clone, options.database());
    if (change.isReversible()) {
      // Every row is read.
      comparison.before();
    }
    OptionalLong dead = deadRows();
    boolean forwards;
    DiskUse disk;
    Optional<StandbyLag> lag = Optional.empty();
    if (options.standby()) {
      try (AttachedStandby standby = clone.attachStandby(progress);
          LagWatch lagging = LagWatch.start(standby, clock);
          DiskWatch watch = DiskWatch.start(clone.keeper(options.database()), clock)) {
        forwards = forwards(watch);
        disk = watch.end();
        lag = Optional.of(lagging.end());
      }
    } else {
      try (DiskWatch watch = DiskWatch.start(clone.keeper(options.database()), clock)) {
        forwards = forwards(watch);
        disk = watch.end();
      }
    }
    OptionalLong left = left(dead);
    RollbackProof rollback = back(comparison, forwards);
    return new Outcome(runs, disk, lag, left, rollback, recorder.withoutTraffic());
  }

  private boolean forwards(DiskWatch watch) {
    try (ScriptPass pass = ScriptPass.on(clone, options, clock)) {
      pass.into(recorder);
      pass.whileOpen(watch::look);
      return all(change.forwards(), Direction.UP, pass);
    }
  }

  private OptionalLong left(OptionalLong before) {
    OptionalLong after = deadRows();
    return before.isPresent() && after.isPresent()
        ? OptionalLong.of(Math.max(0, after.getAsLong() - before.getAsLong()))
        : OptionalLong.empty();
  }

  private RollbackProof back(StateComparison comparison, boolean forwards) {
    if (!forwards) {
      return StateComparison.undecided("the change does not run to its end");
    }
    if (!change.isReversible()) {
      return StateComparison.undecided("there is no rollback of " + change.withoutDown());
    }
    comparison.changed();
    try (ScriptPass pass = ScriptPass.on(clone, options, clock)) {
      pass.into(recorder);
      if (!all(change.back(), Direction.DOWN, pass)) {
        return StateComparison.refuted(runs.getLast());
      }
      comparison.back();
      if (!all(change.forwards(), Direction.UP_AGAIN, pass)) {
        return StateComparison.refuted(runs.getLast());
      }
    }
    comparison.changedAgain();
    return comparison.proof();
  }

  private boolean all(List<MigrationScript> scripts, Direction direction, ScriptPass pass) {
    for (MigrationScript script : scripts) {
      progress.begin(direction + " " + script.file(), 0);
      RehearsedScript run = pass.run(script, direction);
      runs.add(run);
      if (run.stopped().isPresent()) {
        return false;
      }
    }
    return true;
  }

  /// A session hands its counts over when it ends, at the latest.
  private OptionalLong deadRows() {
    try (Session keeper = clone.keeper(options.database())) {
      return keeper.one(
          """
          SELECT sum(n_dead_tup)::int8 AS dead, current_setting('track_counts')::bool AS counted
            FROM pg_catalog.pg_stat_user_tables
          """,
          row -> row.flag("counted") ? row.numberOrEmpty("dead") : OptionalLong.empty());
    }
  }
}
