package dev.ballast.change.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// Somebody on this machine's loopback whom a migration must not reach. For one thread.
public final class Listener implements AutoCloseable {
  private final ServerSocketChannel channel;

  private Listener(ServerSocketChannel channel) {
    this.channel = channel;
  }

  public static Listener open() throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    channel.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
    channel.configureBlocking(false);
    return new Listener(channel);
  }

  public int port() throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  /// Whether anybody has connected since the last call.
  public boolean wasReached() throws IOException {
    try (SocketChannel caller = channel.accept()) {
      return caller != null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
