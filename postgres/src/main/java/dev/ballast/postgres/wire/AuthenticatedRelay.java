package dev.ballast.postgres.wire;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.machine.MachineError;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.wire.protocol.BigEndian;
import dev.ballast.postgres.wire.protocol.ConnectionLoss;
import dev.ballast.postgres.wire.protocol.Handshake;
import dev.ballast.postgres.wire.protocol.MessageWriter;
import dev.ballast.postgres.wire.protocol.ReplicationErrors;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import dev.ballast.postgres.wire.protocol.SocketTransport;
import dev.ballast.postgres.wire.protocol.Transport;
import dev.ballast.postgres.wire.protocol.UnixTransport;
import dev.ballast.postgres.wire.protocol.Wire;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// Lets another program, such as `pg_dump`, speak with a server without the password: the program
/// connects to a Unix-domain socket here and is let in, Ballast connects to the server and
/// authenticates by its own rules, and then the bytes pass unchanged. So TLS, channel binding and
/// the methods of authentication are the same for every version of the program.
///
/// Anyone who may enter the folder may use the connection; it must be nobody else's. Safe from any
/// thread.
public final class AuthenticatedRelay implements AutoCloseable {
  /// The port in the socket's name.
  public static final int PORT = 5432;

  /// Bound on a startup message, `MAX_STARTUP_PACKET_LENGTH`.
  private static final int STARTUP_LIMIT = 10_000;

  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;
  private static final int CHUNK_BYTES = 64 * 1024;

  /// How soon a thread that waits for the server notices that the relay was closed without it.
  private static final int WAIT_MILLIS = 60_000;

  private final ServerSocketChannel listener;
  private final Path socket;
  private final ConnectionSettings target;
  private final Clock clock;
  private final List<SocketChannel> programs = new CopyOnWriteArrayList<>();
  private final List<Transport> servers = new CopyOnWriteArrayList<>();
  private final AtomicReference<Optional<Fault>> failure = new AtomicReference<>(Optional.empty());

  private AuthenticatedRelay(
      ServerSocketChannel listener, Path socket, ConnectionSettings target, Clock clock) {
    this.listener = listener;
    this.socket = socket;
    this.target = target;
    this.clock = clock;
  }

  /// Makes the socket; the server is not connected to before a program is.
  ///
  /// @param folder where the socket is made; only this user may enter it
  public static AuthenticatedRelay open(ConnectionSettings target, Path folder, Clock clock) {
    Path socket = folder.resolve(".s.PGSQL." + PORT);
    try {
      ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      AuthenticatedRelay relay = new AuthenticatedRelay(listener, socket, target, clock);
      try (Undo<IOException> undo = Undo.unlessKept(listener::close)) {
        listener.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(relay::accept);
        return undo.keep(relay);
      }
    } catch (IOException e) {
      throw Fault.of(MachineError.TEMPORARY_FOLDER_FAILED, "no socket can be made")
          .detail(socket + ": " + ConnectionLoss.reason(e))
          .hint("A socket's path has at most 107 bytes; set TMPDIR to a shorter one.")
          .cause(e);
    }
  }

  /// Why a connection to the server did not come about, the first time.
  public Optional<Fault> failure() {
    return failure.get();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = listener.accept();
        programs.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // The relay was closed.
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      DataInputStream in = new DataInputStream(Channels.newInputStream(client));
      OutputStream out = Channels.newOutputStream(client);
      Optional<byte[]> startup = startup(in, out);
      if (startup.isPresent()) {
        connect(startup.get(), in, out);
      }
    } catch (IOException e) {
      // The program is gone, and with it anyone who could be notified.
    }
  }

  /// The startup message with its length, once the program has heard that there is neither TLS nor
  /// GSSAPI here; empty where it wants to cancel.
  private static Optional<byte[]> startup(DataInputStream in, OutputStream out) throws IOException {
    while (true) {
      int length = in.readInt();
      if (length < 2 * Integer.BYTES || length > STARTUP_LIMIT) {
        throw new IOException("a startup message of " + length + " bytes");
      }
      byte[] message = new byte[length];
      BigEndian.putInt32(message, 0, length);
      in.readFully(message, Integer.BYTES, length - Integer.BYTES);
      int code = BigEndian.int32(message, Integer.BYTES);
      if (code == SSL_REQUEST || code == GSS_REQUEST) {
        out.write('N');
        out.flush();
      } else {
        return code >>> 16 == 3 ? Optional.of(message) : Optional.empty();
      }
    }
  }

  private Transport transport() {
    return target.isUnixSocket()
        ? UnixTransport.connect(target)
        : SocketTransport.connect(target, clock);
  }

  private void connect(byte[] startup, InputStream in, OutputStream out) throws IOException {
    long began = clock.nanoTime();
    try (Transport transport = transport()) {
      servers.add(transport);
      ReplicationErrors errors =
          new ReplicationErrors(
              target.user(), target.database(), ReplicationMode.DATABASE, transport.peer());
      Wire wire = new Wire(transport, errors, clock);
      Duration left = target.connectTimeout().minus(clock.since(began));
      wire.reader().deadline(left.isPositive() ? left : Duration.ofMillis(1), "authenticating");
      new Handshake(wire, target).run(startup);
      out.write(welcome(wire.parameters()));
      out.write(wire.reader().takeBuffered());
      out.flush();
      Thread.ofVirtual().start(() -> toServer(in, transport));
      toProgram(transport, out);
    } catch (Fault e) {
      failure.compareAndSet(Optional.empty(), Optional.of(e));
      out.write(refusal());
      out.flush();
    }
  }

  private static byte[] welcome(Map<String, String> parameters) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(MessageWriter.of('R').int32(0).finish());
    parameters.forEach(
        (name, value) ->
            all.writeBytes(MessageWriter.of('S').cstring(name).cstring(value).finish()));
    all.writeBytes(MessageWriter.of('Z').int8('I').finish());
    return all.toByteArray();
  }

  private static byte[] refusal() {
    return MessageWriter.of('E')
        .cstring("SFATAL")
        .cstring("VFATAL")
        .cstring("C08006")
        .cstring("Mthe connection to the server was refused")
        .int8(0)
        .finish();
  }

  private static void toServer(InputStream in, Transport transport) {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (transport) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        transport.write(chunk, 0, count);
      }
    } catch (IOException e) {
      // One side is gone, and try closes the other.
    }
  }

  private static void toProgram(Transport transport, OutputStream out) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    while (true) {
      try {
        int count = transport.read(chunk, 0, chunk.length, WAIT_MILLIS);
        if (count < 0) {
          throw new EOFException();
        }
        out.write(chunk, 0, count);
      } catch (SocketTimeoutException e) {
        // The program decides how long it waits.
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (SocketChannel program : programs) {
        program.close();
      }
      servers.forEach(Transport::close);
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
