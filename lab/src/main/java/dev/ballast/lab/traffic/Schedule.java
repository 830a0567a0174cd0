package dev.ballast.lab.traffic;

import java.util.Optional;

/// When which work is due; it knows nothing of completions. Safe for any number of threads.
sealed interface Schedule permits MixSchedule, LaneSchedule {
  /// What that worker does next, due in future or past; empty where nothing is left.
  Optional<Arrival> next(int worker);

  /// When those arrivals were due that no worker has taken, as far as they were due before that
  /// moment.
  long[] untaken(long beforeNanos);
}
