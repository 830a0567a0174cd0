package dev.ballast.postgres.wire.protocol;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.ConnectionRefusal;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Loopback;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.TlsMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/// A TCP connection, under TLS when asked. One thread may read while another writes.
///
/// It stands on a [SocketChannel], whose reads and writes an interrupt ends on platform and virtual
/// threads alike; its socket view adds the read timeout a channel lacks.
public final class SocketTransport implements Transport {
  /// The request for TLS in the startup phase, `NEGOTIATE_SSL_CODE`.
  private static final int SSL_REQUEST_CODE = 80877103;

  private final SocketChannel channel;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Peer peer;

  private SocketTransport(SocketChannel channel, Socket socket, Peer peer) throws IOException {
    this.channel = channel;
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.peer = peer;
  }

  /// Connects and puts TLS in place, within the settings' connect timeout.
  public static SocketTransport connect(ConnectionSettings settings, Clock clock) {
    long deadline = clock.nanoTime() + settings.connectTimeout().toNanos();
    SocketChannel channel = reach(settings, clock, deadline);
    try (Undo<RuntimeException> undo = Undo.unlessKept(() -> closeQuietly(channel))) {
      return undo.keep(over(channel, settings, clock, deadline));
    }
  }

  private static SocketTransport over(
      SocketChannel channel, ConnectionSettings settings, Clock clock, long deadline) {
    Socket socket = channel.socket();
    Peer plain = peer(settings, socket, Optional.empty());
    try {
      if (settings.tls().mode() == TlsMode.DISABLE) {
        return new SocketTransport(channel, socket, plain);
      }
      socket.setSoTimeout(millisUntil(deadline, clock));
      requestTls(socket, plain, settings);
      SSLSocket secured = TlsUpgrade.secure(socket, settings);
      X509Certificate certificate = TlsUpgrade.serverCertificate(secured);
      return new SocketTransport(
          channel, secured, peer(settings, socket, Optional.of(certificate)));
    } catch (SocketTimeoutException e) {
      throw Fault.of(PostgresError.SERVER_UNREACHABLE, "the server does not answer in time")
          .detail(settings.display() + ": within " + settings.connectTimeout().toMillis() + " ms")
          .hint("Check that the address and port are the server's.")
          .cause(e);
    } catch (IOException e) {
      throw ConnectionLoss.of(e, "asking for TLS", plain);
    }
  }

  private static Peer peer(
      ConnectionSettings settings, Socket socket, Optional<X509Certificate> certificate) {
    return new Peer(
        settings.display(),
        certificate.isPresent(),
        socket.getLocalAddress().getHostAddress().split("%", 2)[0],
        certificate);
  }

  /// Tries each address of the host's name in turn: `localhost` is often two.
  private static SocketChannel reach(ConnectionSettings settings, Clock clock, long deadline) {
    List<InetAddress> addresses;
    try {
      addresses =
          settings.isLoopback()
              ? Loopback.addresses(settings.host())
              : List.of(InetAddress.getAllByName(settings.host()));
    } catch (UnknownHostException e) {
      throw Fault.of(PostgresError.SERVER_UNREACHABLE, "the server's host name is not known")
          .detail(settings.display())
          .hint("Check the spelling, and that this machine's name service knows it.")
          .cause(e);
    }
    Optional<IOException> last = Optional.empty();
    for (InetAddress address : addresses) {
      try {
        return connectTo(
            new InetSocketAddress(address, settings.port()), millisUntil(deadline, clock));
      } catch (IOException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw CommonError.interrupted("connecting to " + settings.display());
        }
        last = Optional.of(e);
      }
    }
    IOException cause =
        last.orElseGet(
            () -> new UnknownHostException(settings.host() + " leads to no loopback address"));
    throw Fault.of(PostgresError.SERVER_UNREACHABLE, "no server answers")
        .detail(settings.display() + ": " + ConnectionLoss.reason(cause))
        .hint("Check that the server runs, listens on this address, and no firewall is between.")
        .cause(cause);
  }

  private static SocketChannel connectTo(InetSocketAddress address, int timeoutMillis)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    try (Undo<RuntimeException> undo = Undo.unlessKept(() -> closeQuietly(channel))) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      channel.socket().connect(address, timeoutMillis);
      return undo.keep(channel);
    }
  }

  /// Asks for TLS. Exactly one byte is read: what a man in the middle put behind it must not be
  /// taken for the server's word later (CVE-2021-23222).
  private static void requestTls(Socket socket, Peer peer, ConnectionSettings settings)
      throws IOException {
    socket.getOutputStream().write(MessageWriter.untyped().int32(SSL_REQUEST_CODE).finish());
    int answer = socket.getInputStream().read();
    if (answer == 'S') {
      return;
    }
    if (answer == -1) {
      throw ConnectionLoss.closedByServer("asking for TLS", peer);
    }
    if (answer == 'N' || answer == 'E') {
      throw ConnectionRefusal.noTls(settings);
    }
    throw ConnectionLoss.violation(
        "the server answered the request for TLS with " + MessageReader.name((byte) answer));
  }

  @Override
  public int read(byte[] target, int offset, int length, int timeoutMillis) throws IOException {
    socket.setSoTimeout(timeoutMillis);
    return in.read(target, offset, length);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    out.write(source, offset, length);
    out.flush();
  }

  @Override
  public Peer peer() {
    return peer;
  }

  /// Closes the channel below TLS: a goodbye under TLS could wait for a peer that is gone.
  @Override
  public void close() {
    closeQuietly(channel);
  }

  private static int millisUntil(long deadline, Clock clock) {
    return Math.clamp((deadline - clock.nanoTime()) / 1_000_000, 1, Integer.MAX_VALUE);
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is released anyway, and there is no one left to tell.
    }
  }
}
