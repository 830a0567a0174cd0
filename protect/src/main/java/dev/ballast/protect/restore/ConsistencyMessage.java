package dev.ballast.protect.restore;

/// What a recovering server writes to its log when it has replayed as much as makes the cluster
/// consistent. No error code and no file tells it of a server that ended before it took a session:
/// `CheckRecoveryConsistency` in `src/backend/access/transam/xlogrecovery.c` (`xlog.c` in 14) only
/// logs it. The log of a restored server is in English: its environment and its configuration name
/// no other `lc_messages`.
final class ConsistencyMessage {
  private static final String TEXT = "consistent recovery state reached at ";

  private ConsistencyMessage() {}

  /// @param log the server's log, or its end
  static boolean isIn(String log) {
    return log.contains(TEXT);
  }
}
