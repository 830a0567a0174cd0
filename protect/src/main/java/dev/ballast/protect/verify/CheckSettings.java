package dev.ballast.protect.verify;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ByteSize;
import java.security.SecureRandom;
import java.time.Duration;

/// How thoroughly a promoted copy is checked.
///
/// @param sessions sessions a database that check in parallel, 1 to 64
/// @param statementTimeout bound on checking one relation or one constraint
/// @param indexBudget the time in which indexes that are no B-trees are compared with their tables;
/// one that needs more than its part is compared by sample
/// @param seed what samples are drawn from; another one each proof covers other rows
/// @param scanBelow tables up to this size are also read in full through each B-tree and compared
/// with a sequential scan
/// @param reaction how long the server may take to react to its own time limit, or to a request to
/// end a statement
public record CheckSettings(
    int sessions,
    Duration statementTimeout,
    Duration indexBudget,
    long seed,
    ByteSize scanBelow,
    Duration reaction) {
  public static final int DEFAULT_SESSIONS = 2;
  public static final Duration DEFAULT_STATEMENT_TIMEOUT = Duration.ofMinutes(30);
  public static final Duration DEFAULT_REACTION = Duration.ofSeconds(10);
  public static final Duration DEFAULT_INDEX_BUDGET = Duration.ofMinutes(10);
  public static final ByteSize DEFAULT_SCAN_BELOW = new ByteSize(64L << 20);

  /// How sure a sample must make that fewer than [#FRACTION] of a table's blocks differ.
  public static final double CONFIDENCE = 0.99;

  public static final double FRACTION = 0.001;

  private static final int MAX_SESSIONS = 64;

  public CheckSettings {
    requireNonNull(statementTimeout, "statementTimeout is null");
    requireNonNull(indexBudget, "indexBudget is null");
    requireNonNull(scanBelow, "scanBelow is null");
    requireNonNull(reaction, "reaction is null");
    if (sessions < 1 || sessions > MAX_SESSIONS) {
      throw new IllegalArgumentException("sessions is not 1 to 64: " + sessions);
    }
    if (indexBudget.isNegative()) {
      throw new IllegalArgumentException("indexBudget is negative: " + indexBudget);
    }
  }

  /// Everything at its default, with a seed of its own.
  public static CheckSettings defaults() {
    return new CheckSettings(
        DEFAULT_SESSIONS,
        DEFAULT_STATEMENT_TIMEOUT,
        DEFAULT_INDEX_BUDGET,
        new SecureRandom().nextLong(),
        DEFAULT_SCAN_BELOW,
        DEFAULT_REACTION);
  }

  public CheckSettings withIndexBudget(Duration budget) {
    return new CheckSettings(sessions, statementTimeout, budget, seed, scanBelow, reaction);
  }

  public CheckSettings withReaction(Duration limit) {
    return new CheckSettings(sessions, statementTimeout, indexBudget, seed, scanBelow, limit);
  }
}
