package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import java.time.Duration;

/// What came of replaying the write-ahead log up to a target.
public sealed interface Recovery {
  /// Replay stands at the very end of the target.
  ///
  /// @param untilAdmitted from the start of the server until it took sessions
  /// @param admittedAt how far it had replayed by then
  record Reached(Duration untilAdmitted, Lsn admittedAt) implements Recovery {
    public Reached {
      requireNonNull(untilAdmitted, "untilAdmitted is null");
      requireNonNull(admittedAt, "admittedAt is null");
    }
  }

  /// Replay does not stand there.
  ///
  /// @param consistent whether the server had reached a consistent state before
  /// @param fault why it does not, as `recovery-failed`
  record Missed(boolean consistent, Fault fault) implements Recovery {
    public Missed {
      requireNonNull(fault, "fault is null");
    }
  }
}
