package dev.ballast.protect.moment;

import dev.ballast.postgres.wal.WalDecoder;
import dev.ballast.protect.wal.LogChain;

/// The bytes of a write-ahead log, from the segment where a backup's recovery begins to where the
/// log ends.
@FunctionalInterface
public interface LogBytes {
  /// Feeds all of them in order.
  void feed(WalDecoder decoder);

  /// Those of a chain.
  static LogBytes of(LogChain chain) {
    return decoder -> chain.read(chain.start(), chain.end(), decoder::feed);
  }
}
