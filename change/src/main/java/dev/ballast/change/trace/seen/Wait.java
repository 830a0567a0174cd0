package dev.ballast.change.trace.seen;

/// For whom a statement had to wait on a server where one other transaction was open.
///
/// @param times in how many of its phases
public record Wait(Kind kind, int times) {
  /// Whose end it waits for. See `WaitForLockers` in `lmgr.c` and `WaitForOlderSnapshots` in
  /// `indexcmds.c`.
  public enum Kind {
    /// Every transaction that already held a lock on the table when the phase began.
    TRANSACTIONS_WITH_A_LOCK,
    /// Every transaction with an older snapshot, also one that never touched the table.
    TRANSACTIONS_WITH_AN_OLDER_SNAPSHOT
  }

  public Wait {
    if (times < 1) {
      throw new IllegalArgumentException("a wait that did not happen");
    }
  }
}
