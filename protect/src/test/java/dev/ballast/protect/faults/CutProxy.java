package dev.ballast.protect.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// Stands between Ballast and a server, passes bytes on, and cuts connections by a reset, as a
/// firewall or a pulled cable does. Safe for any number of threads.
final class CutProxy implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ServerSocket listener;
  private final int serverPort;
  private final List<Link> links = new CopyOnWriteArrayList<>();
  private volatile String pattern = "";
  private volatile Runnable whenSeen = () -> {};

  private CutProxy(ServerSocket listener, int serverPort) {
    this.listener = listener;
    this.serverPort = serverPort;
  }

  static CutProxy before(int serverPort) {
    try {
      CutProxy proxy =
          new CutProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  /// Runs `action` once, before the bytes that hold `text` are passed on to Ballast.
  void whenSeen(String text, Runnable action) {
    whenSeen = action;
    pattern = text;
  }

  /// Resets the connections whose application name is this one.
  void cut(String applicationName) {
    links.stream().filter(l -> l.startup.get().contains(applicationName)).forEach(Link::reset);
  }

  /// Resets all connections.
  void cutAll() {
    links.forEach(Link::reset);
  }

  private void accept() {
    try {
      while (true) {
        connect(listener.accept());
      }
    } catch (IOException e) {
      // Closed: the test has ended.
      return;
    }
  }

  private void connect(Socket client) throws IOException {
    Socket server = new Socket();
    Link link = new Link(client, server);
    links.add(link);
    try {
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
    } catch (ConnectException e) {
      link.reset();
      return;
    }
    Thread.ofVirtual().start(link::up);
    Thread.ofVirtual().start(link::down);
  }

  private final class Link {
    private final Socket client;
    private final Socket server;
    private final AtomicReference<String> startup = new AtomicReference<>("");

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void up() {
      pump(client, server, false);
    }

    void down() {
      pump(server, client, true);
    }

    private void pump(Socket from, Socket to, boolean watched) {
      byte[] buffer = new byte[BUFFER_BYTES];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
          if (!watched && startup.get().length() < 400) {
            startup.accumulateAndGet(text, String::concat);
          }
          if (watched && !pattern.isEmpty() && text.contains(pattern)) {
            pattern = "";
            whenSeen.run();
          }
          out.write(buffer, 0, count);
        }
        to.shutdownOutput();
      } catch (IOException e) {
        reset();
      }
    }

    void reset() {
      for (Socket socket : List.of(client, server)) {
        try {
          socket.setSoLinger(true, 0);
          socket.close();
        } catch (IOException alreadyClosed) {
          // Nothing is left to reset.
        }
      }
    }
  }

  @Override
  public void close() {
    try (listener) {
      cutAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
