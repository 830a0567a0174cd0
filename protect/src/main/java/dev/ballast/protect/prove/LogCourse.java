package dev.ballast.protect.prove;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.RehearsedPoint;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.protect.restore.RecoveryGoal;
import dev.ballast.protect.restore.RecoveryTarget;
import java.util.Optional;

/// What the log behind a backup is, as it was read from the vault, and where a recovery along it is
/// to stop.
///
/// @param level L1
/// @param course how far it is replayed; empty where the level is not proved
/// @param bytes of log that were read
record LogCourse(LevelResult level, Optional<Course> course, long bytes) {
  LogCourse {
    requireNonNull(level, "level is null");
    requireNonNull(course, "course is null");
  }

  /// A recovery along the log.
  ///
  /// @param point where it comes to, if it does
  record Course(RecoveryGoal.Found found, RehearsedPoint point) {
    Course {
      requireNonNull(found, "found is null");
      requireNonNull(point, "point is null");
    }

    RecoveryTarget target() {
      return found.target();
    }

    /// Whether a promoted server left the timeline at the end of the target, as the history of its
    /// own one says.
    boolean isLeftBy(TimelineHistory history) {
      return !history.entries().isEmpty()
          && history.entries().getLast().timeline().equals(target().timeline())
          && history.entries().getLast().switchPoint().equals(target().end());
    }
  }
}
