package dev.ballast.postgres.wire.protocol;

import dev.ballast.evidence.Undo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// A Unix-domain socket in the shape the SQL driver knows. It is connected from the start; TCP's
/// options mean nothing to it and are taken without effect. One thread reads and one writes.
///
/// A read has no timeout of its own: the server at the other end is one Ballast started, ends every
/// statement at its `statement_timeout`, and closes the socket when it dies.
final class UnixSocket extends Socket {
  private final SocketChannel channel;

  private UnixSocket(SocketChannel channel) {
    this.channel = channel;
  }

  static UnixSocket connectedTo(Path path) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try (Undo<IOException> undo = Undo.unlessKept(channel::close)) {
      channel.connect(UnixDomainSocketAddress.of(path));
      UnixPeer.of(channel).checkFor(path);
      return undo.keep(new UnixSocket(channel));
    }
  }

  @Override
  public void connect(SocketAddress endpoint) {}

  @Override
  public void connect(SocketAddress endpoint, int timeout) {}

  @Override
  public boolean isConnected() {
    return channel.isConnected();
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public InputStream getInputStream() {
    return Channels.newInputStream(channel);
  }

  @Override
  public OutputStream getOutputStream() {
    return new LastWords(Channels.newOutputStream(channel));
  }

  /// Takes writes without effect once the other end has closed. What the server said before it did,
  /// and the end of its stream, are still to be read, and are the reason; the failed write is not.
  /// libpq does the same, `pqSendSome` in `fe-misc.c`.
  private static final class LastWords extends OutputStream {
    private final OutputStream out;
    private boolean closedThere;

    LastWords(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      if (closedThere) {
        return;
      }
      try {
        out.write(bytes, from, count);
      } catch (ClosedChannelException e) {
        throw e;
      } catch (IOException e) {
        closedThere = true;
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public boolean getTcpNoDelay() {
    return true;
  }

  @Override
  public void setSoTimeout(int timeout) {}

  @Override
  public int getSoTimeout() {
    return 0;
  }

  @Override
  public void setKeepAlive(boolean on) {}

  @Override
  public void setSendBufferSize(int size) {}

  @Override
  public void setReceiveBufferSize(int size) {}
}
