package dev.ballast.postgres.wire;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;

/// Why a WAL stream ended in order. A lost connection is a `Fault` instead.
public sealed interface WalStreamEnd {

  /// The position after the last byte that was delivered.
  Lsn received();

  /// The timeline was left: continue with START_REPLICATION on `next` from `switchPoint`. The
  /// connection is ready for it.
  record EndOfTimeline(Lsn received, TimelineId next, Lsn switchPoint) implements WalStreamEnd {
    public EndOfTimeline {
      requireNonNull(received, "received is null");
      requireNonNull(next, "next is null");
      requireNonNull(switchPoint, "switchPoint is null");
    }
  }

  /// [WalStream#stop()] was called. The connection is ready for the next command.
  record Stopped(Lsn received) implements WalStreamEnd {
    public Stopped {
      requireNonNull(received, "received is null");
    }
  }

  /// The server shut down in order, after it had sent all its WAL. The connection is gone.
  record ServerShutDown(Lsn received) implements WalStreamEnd {
    public ServerShutDown {
      requireNonNull(received, "received is null");
    }
  }
}
