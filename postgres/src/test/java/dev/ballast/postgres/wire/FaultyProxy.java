package dev.ballast.postgres.wire;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.ConnectionSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A TCP proxy on loopback that spoils what passes from the server to the client. Safe from any
/// thread.
public final class FaultyProxy implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int OPENING_BYTES = 8;

  private final ServerSocket listener;
  private final ConnectionSettings upstream;
  private final Spoiling spoiling;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<String> openings = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch struck = new CountDownLatch(1);

  /// What happens to the bytes of the server.
  public sealed interface Spoiling {
    /// After so many bytes the client's connection is reset.
    record Reset(long afterBytes) implements Spoiling {}

    /// After so many bytes the client sees the end of the stream.
    record Truncate(long afterBytes) implements Spoiling {}

    /// After so many bytes nothing passes any more, in either direction.
    record Stall(long afterBytes) implements Spoiling {}

    /// After so many bytes of the client, no more of them are taken.
    record Deafen(long afterBytes) implements Spoiling {}

    /// Bytes pass in pieces of this size, each after a delay.
    record Slice(int pieceBytes, Duration delay) implements Spoiling {}

    /// The client's startup packet loses its `options`, as behind a pooler that is told to ignore
    /// them.
    record DropOptions() implements Spoiling {}
  }

  private FaultyProxy(ServerSocket listener, ConnectionSettings upstream, Spoiling spoiling) {
    this.listener = listener;
    this.upstream = upstream;
    this.spoiling = spoiling;
  }

  public static FaultyProxy before(ConnectionSettings upstream, Spoiling spoiling) {
    try {
      ServerSocket listener = new ServerSocket(0, 16, LOOPBACK);
      FaultyProxy proxy = new FaultyProxy(listener, upstream, spoiling);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The upstream's settings, led through here.
  public ConnectionSettings settings() {
    return settings(Duration.ofMinutes(2));
  }

  /// The upstream's settings, led through here.
  ///
  /// @param connectTimeout what a client that is not answered waits for
  ConnectionSettings settings(Duration connectTimeout) {
    return new ConnectionSettings(
        "127.0.0.1",
        listener.getLocalPort(),
        upstream.database(),
        upstream.user(),
        upstream.password(),
        upstream.tls(),
        connectTimeout,
        upstream.authentication());
  }

  /// With what each connection began, in hexadecimal digits.
  public List<String> openings() {
    return openings;
  }

  /// Waits until a stall has begun.
  public void awaitStall() {
    try {
      struck.await();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(LOOPBACK, upstream.port());
        sockets.add(client);
        sockets.add(server);
        Thread.ofVirtual().start(() -> toServer(client, server));
        Thread.ofVirtual().start(() -> toClient(server, client));
      }
    } catch (IOException e) {
      // The listener was closed.
    }
  }

  private void toServer(Socket client, Socket server) {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (client;
        server) {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      long passed = 0;
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        boolean stalled = spoiling instanceof Spoiling.Stall && struck.getCount() == 0;
        if (passed == 0) {
          openings.add(HexFormat.of().formatHex(chunk, 0, Math.min(n, OPENING_BYTES)));
        }
        if (passed == 0 && spoiling instanceof Spoiling.DropOptions) {
          byte[] shortened = withoutOptions(ByteBuffer.wrap(chunk, 0, n));
          passed += n;
          out.write(shortened);
          continue;
        }
        passed += n;
        if (stalled || (spoiling instanceof Spoiling.Deafen(long limit) && passed > limit)) {
          awaitClose();
          return;
        }
        out.write(chunk, 0, n);
      }
    } catch (IOException e) {
      // One side is gone, and try closes the other.
    }
  }

  /// A startup packet: its length, the protocol's version, and names and values, each ended by a
  /// zero byte.
  private static byte[] withoutOptions(ByteBuffer packet) {
    packet.getInt();
    int version = packet.getInt();
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    for (String name = word(packet); !name.isEmpty(); name = word(packet)) {
      String value = word(packet);
      if (!name.equals("options")) {
        kept.writeBytes((name + "\0" + value + "\0").getBytes(StandardCharsets.UTF_8));
      }
    }
    kept.write(0);
    return ByteBuffer.allocate(OPENING_BYTES + kept.size())
        .putInt(OPENING_BYTES + kept.size())
        .putInt(version)
        .put(kept.toByteArray())
        .array();
  }

  private static String word(ByteBuffer packet) {
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    for (byte each = packet.get(); each != 0; each = packet.get()) {
      word.write(each);
    }
    return word.toString(StandardCharsets.UTF_8);
  }

  private void toClient(Socket server, Socket client) {
    byte[] chunk = new byte[CHUNK_BYTES];
    long passed = 0;
    try (client;
        server) {
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        int allowed = (int) Math.min(n, limit() - passed);
        pass(out, chunk, allowed);
        passed += allowed;
        if (allowed < n) {
          strike(client);
          return;
        }
      }
    } catch (IOException e) {
      // One side is gone, and try closes the other.
    }
  }

  private long limit() {
    return switch (spoiling) {
      case Spoiling.Reset reset -> reset.afterBytes();
      case Spoiling.Truncate truncate -> truncate.afterBytes();
      case Spoiling.Stall stall -> stall.afterBytes();
      case Spoiling.Deafen deafen -> Long.MAX_VALUE;
      case Spoiling.Slice slice -> Long.MAX_VALUE;
      case Spoiling.DropOptions dropped -> Long.MAX_VALUE;
    };
  }

  private void pass(OutputStream out, byte[] chunk, int count) throws IOException {
    if (spoiling instanceof Spoiling.Slice slice) {
      for (int at = 0; at < count; at += slice.pieceBytes()) {
        out.write(chunk, at, Math.min(slice.pieceBytes(), count - at));
        Clock.system().pause(slice.delay());
      }
    } else {
      out.write(chunk, 0, count);
    }
  }

  private void strike(Socket client) throws IOException {
    struck.countDown();
    switch (spoiling) {
      case Spoiling.Reset reset -> client.setSoLinger(true, 0);
      case Spoiling.Truncate truncate -> {
        client.shutdownOutput();
        awaitClose();
      }
      case Spoiling.Stall stall -> awaitClose();
      case Spoiling.Deafen deafen -> {}
      case Spoiling.Slice slice -> {}
      case Spoiling.DropOptions dropped -> {}
    }
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
