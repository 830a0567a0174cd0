package dev.ballast.postgres.wire.protocol;

import java.io.IOException;

/// The byte stream under the protocol: a socket, or a transcript in tests. One thread may read
/// while another writes.
public interface Transport extends AutoCloseable {

  /// Reads at least one byte, or returns -1 at the end of the stream.
  ///
  /// @param timeoutMillis positive; after it `java.net.SocketTimeoutException`, and a later call
  ///     continues where this one left off
  int read(byte[] target, int offset, int length, int timeoutMillis) throws IOException;

  void write(byte[] source, int offset, int length) throws IOException;

  /// What authentication must know about the other end.
  Peer peer();

  /// Cuts the connection at once; also called to free a thread that waits in a read or write.
  @Override
  void close();
}
