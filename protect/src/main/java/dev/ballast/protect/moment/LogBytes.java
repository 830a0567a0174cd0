package dev.ballast.protect.moment;

import dev.ballast.postgres.wal.WalDecoder;

/// The bytes of a write-ahead log, from where a backup's recovery begins to where the log ends.
public interface LogBytes {
  /// Feeds all of them in order, or throws `wal-chain-broken` where some are missing.
  void feed(WalDecoder decoder);
}
