package dev.ballast.postgres.wire.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.SocketFactory;

/// Connects the SQL driver through a Unix-domain socket, which the file system guards: a restored
/// copy then answers nobody but the user who may enter its folder. The driver makes it by name,
/// with
/// the socket's path as argument. Safe for any number of threads.
public final class UnixSocketFactory extends SocketFactory {
  private final Path path;

  /// @param path of the socket file, at most 107 bytes
  public UnixSocketFactory(String path) {
    this.path = Path.of(path);
  }

  @Override
  public Socket createSocket() throws IOException {
    return UnixSocket.connectedTo(path);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return createSocket();
  }
}
