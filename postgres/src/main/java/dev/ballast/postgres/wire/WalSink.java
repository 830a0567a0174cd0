package dev.ballast.postgres.wire;

import dev.ballast.postgres.Lsn;
import java.nio.ByteBuffer;

/// Takes WAL as it arrives, on the thread that receives it. While a call lasts the server hears
/// nothing from us but confirmations, and gives up after its `wal_sender_timeout`.
public interface WalSink {

  /// WAL without gaps: each call starts where the last one ended.
  ///
  /// @param data a window on the connection's buffer, with an array, valid only during the call
  void onWal(Lsn start, ByteBuffer data);

  /// The server has nothing newer to send, and lives.
  ///
  /// @param serverEnd its end of WAL; not a position we have
  default void onKeepalive(Lsn serverEnd) {}
}
