package dev.ballast.protect.prove;

import static java.util.Objects.requireNonNull;

import dev.ballast.targets.config.Target;
import java.time.Duration;

/// What a proof of the log is judged by.
///
/// @param limit how many bytes of log are replayed at most, counted from the start of the backup
/// @param recoveryPoint at most this much of the latest writes may be lost
public record LogTerms(long limit, Duration recoveryPoint) {
  public LogTerms {
    requireNonNull(recoveryPoint, "recoveryPoint is null");
    if (limit < 0) {
      throw new IllegalArgumentException("limit is negative: " + limit);
    }
  }

  /// As the target's configuration has them.
  public static LogTerms of(Target target) {
    return new LogTerms(target.proof().logLimit(), target.objectives().recoveryPoint());
  }
}
