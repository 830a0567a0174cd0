package dev.ballast.postgres.wire.protocol;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// A connection by a Unix-domain socket, which needs no TLS: its bytes never leave the machine. One
/// thread may read while another writes.
///
/// The channel never blocks; each direction waits at a selector of its own, which has the timeout
/// that the channel lacks, and which an interrupt or [#close()] ends.
public final class UnixTransport implements Transport {
  private final SocketChannel channel;
  private final Selector readable;
  private final Selector writable;
  private final Peer peer;

  private UnixTransport(SocketChannel channel, Peer peer) throws IOException {
    this.channel = channel;
    this.peer = peer;
    channel.configureBlocking(false);
    this.readable = Selector.open();
    this.writable = Selector.open();
    channel.register(readable, SelectionKey.OP_READ);
    channel.register(writable, SelectionKey.OP_WRITE);
  }

  /// Connects; the kernel does so at once or not at all.
  public static UnixTransport connect(ConnectionSettings settings) {
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try (Undo<IOException> undo = Undo.unlessKept(channel::close)) {
        channel.connect(UnixDomainSocketAddress.of(settings.unixSocket()));
        return undo.keep(
            new UnixTransport(channel, new Peer(settings.display(), false, "", Optional.empty())));
      }
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("connecting to " + settings.display());
      }
      throw Fault.of(PostgresError.SERVER_UNREACHABLE, "no server listens at the socket")
          .detail(settings.display() + ": " + ConnectionLoss.reason(e))
          .hint("Check that the server runs and has this folder in unix_socket_directories.")
          .cause(e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length, int timeoutMillis) throws IOException {
    ByteBuffer into = ByteBuffer.wrap(target, offset, length);
    int count = channel.read(into);
    if (count == 0) {
      await(readable, timeoutMillis);
      count = channel.read(into);
    }
    if (count == 0) {
      throw new SocketTimeoutException("nothing arrived within " + timeoutMillis + " ms");
    }
    return count;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    ByteBuffer from = ByteBuffer.wrap(source, offset, length);
    while (from.hasRemaining()) {
      if (channel.write(from) == 0) {
        await(writable, 0);
      }
    }
  }

  /// @param timeoutMillis 0 for as long as it takes
  private static void await(Selector selector, int timeoutMillis) throws IOException {
    try {
      selector.select(timeoutMillis);
      selector.selectedKeys().clear();
    } catch (ClosedSelectorException e) {
      throw new IOException("closed from this side", e);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public Peer peer() {
    return peer;
  }

  @Override
  public void close() {
    try (channel;
        readable;
        writable) {
      // Closing a selector wakes the thread that waits at it.
      readable.wakeup();
      writable.wakeup();
    } catch (IOException e) {
      // The descriptors are released anyway, and there is nobody left to report to.
    }
  }
}
