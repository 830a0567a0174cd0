package dev.ballast.protect.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/// What brings the recovery time of a target below its objective.
public sealed interface Remedy {
  /// It is below, or nobody knows.
  record None() implements Remedy {}

  /// A new backup: there is less write-ahead log to be replayed behind it. An incremental one
  /// shortens it as much as a full one, and is the sooner there; where it cannot be built on the
  /// last backup, a full one is taken instead.
  ///
  /// @param after the forecast with it
  /// @param takes how long taking it is expected to take, where backups were measured
  record NewBackup(Duration after, Optional<Duration> takes) implements Remedy {
    public NewBackup {
      requireNonNull(after, "after is null");
      requireNonNull(takes, "takes is null");
    }
  }

  /// No backup does: even directly behind one the forecast is above the objective.
  record Beyond(Duration after) implements Remedy {
    public Beyond {
      requireNonNull(after, "after is null");
    }
  }
}
