package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Acceptance;
import java.time.Duration;
import java.util.Optional;

/// How a target's backups are proved.
///
/// @param indexBudget the time in which indexes that are no B-trees are compared with their tables
/// @param accepted what may stay undecided without a change of the exit code
/// @param logLimit how many bytes of log behind a backup are replayed at most to prove the log
public record ProofTerms(Optional<Duration> indexBudget, Acceptance accepted, long logLimit) {
  public static final long DEFAULT_LOG_LIMIT = 16L << 30;
  public static final ProofTerms DEFAULTS = new ProofTerms(Optional.empty(), Acceptance.NONE);

  public ProofTerms(Optional<Duration> indexBudget, Acceptance accepted) {
    this(indexBudget, accepted, DEFAULT_LOG_LIMIT);
  }

  public ProofTerms {
    requireNonNull(indexBudget, "indexBudget is null");
    requireNonNull(accepted, "accepted is null");
  }
}
