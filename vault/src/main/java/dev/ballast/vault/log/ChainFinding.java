package dev.ballast.vault.log;

import static java.util.Objects.requireNonNull;

/// Something wrong with the chain of an evidence log.
///
/// @param seq the entry it is about
public record ChainFinding(long seq, Problem problem, String detail) {
  public ChainFinding {
    requireNonNull(problem, "problem is null");
    requireNonNull(detail, "detail is null");
  }

  /// What can be wrong.
  public enum Problem {
    /// The entry is not as it was written, or not the one its successor or the kept head knows.
    EDITED,
    /// Entries before and after it are there.
    DROPPED,
    /// The object holds another entry of this log.
    REORDERED,
    /// A kept head knows it, and the log ends before it.
    TRUNCATED
  }
}
