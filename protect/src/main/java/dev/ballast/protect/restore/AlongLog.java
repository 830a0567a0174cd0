package dev.ballast.protect.restore;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.nio.file.Path;

/// Recovery along the log that a vault has: all of it in `pg_wal`, or through a [LogWindow].
final class AlongLog {
  private AlongLog() {}

  /// Recovers a restored copy to the target of a goal and promotes it.
  static void recoverAndPromote(
      RecoveringServer server, Path dataDirectory, RecoveryGoal.Found found, Clock clock) {
    LogSupply supply = found.supply();
    if (!supply.inWindow()) {
      server.recoverTo(found.target());
      server.promote();
      return;
    }
    try (LogWindow window =
        LogWindow.open(dataDirectory, found.needed().chain(), supply.windowSegments(), clock)) {
      try {
        server.outOfWindow(supply).recoverTo(found.target());
        server.promote();
      } catch (Fault fault) {
        CommonError.rethrowInterrupt(fault);
        throw window.failure().orElse(fault);
      }
    }
  }
}
