package dev.ballast.postgres.wire.protocol;

import dev.ballast.evidence.Undo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import javax.net.SocketFactory;

/// Connects the SQL driver to this machine and no other: where a name service has `localhost` lead
/// elsewhere, the connection fails before a byte is sent. The driver makes it by name. Safe for any
/// number of threads.
public final class LoopbackSocketFactory extends SocketFactory {
  @Override
  public Socket createSocket() {
    return new LoopbackSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(address, port));
  }

  private static Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = new LoopbackSocket();
    try (Undo<IOException> undo = Undo.unlessKept(socket::close)) {
      socket.connect(address);
      return undo.keep(socket);
    }
  }

  private static final class LoopbackSocket extends Socket {
    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!(endpoint instanceof InetSocketAddress address)
          || address.isUnresolved()
          || !address.getAddress().isLoopbackAddress()) {
        throw new UnknownHostException(endpoint + " is not an address of this machine");
      }
      super.connect(endpoint, timeout);
    }
  }
}
