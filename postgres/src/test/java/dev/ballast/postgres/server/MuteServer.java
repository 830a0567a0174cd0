package dev.ballast.postgres.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Takes connections, by its operating system, and never says a word.
public final class MuteServer implements AutoCloseable {
  private static final int BACKLOG = 10;

  private final ServerSocket socket;

  private MuteServer(ServerSocket socket) {
    this.socket = socket;
  }

  public static MuteServer listen() {
    try {
      return new MuteServer(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
