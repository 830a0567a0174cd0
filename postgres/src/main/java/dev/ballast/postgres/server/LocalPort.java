package dev.ballast.postgres.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;

/// Ports of this machine that a server could listen on.
public final class LocalPort {
  private static final int LAST = 65_535;

  private LocalPort() {}

  /// Whether nobody listens at that port, at any address of this machine.
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1)) {
      return socket.getLocalPort() == port;
    } catch (BindException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The port, or the next one above it that is free.
  public static int from(int port) {
    int candidate = port;
    while (candidate < LAST && !isFree(candidate)) {
      candidate++;
    }
    return candidate;
  }
}
