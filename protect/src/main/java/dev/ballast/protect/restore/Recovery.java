package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;

/// What came of replaying the write-ahead log up to a target.
public sealed interface Recovery {
  /// Replay stands at the very end of the target.
  record Reached() implements Recovery {}

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
