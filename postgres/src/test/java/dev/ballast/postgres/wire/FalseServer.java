package dev.ballast.postgres.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.wire.protocol.BigEndian;
import dev.ballast.postgres.wire.protocol.MessageWriter;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// Anyone who may answer in the place of a PostgreSQL server, on a port of loopback: says what a
/// test has it say, and keeps what the client answers. Safe from any thread.
final class FalseServer implements AutoCloseable {
  static final String PASSWORD = "s3cr3t-of-shop";

  private static final int SSL_REQUEST = 80877103;
  private static final char[] STORE_PASSWORD = "test".toCharArray();

  /// What it says after the startup message.
  interface Conversation {
    void with(Client client) throws IOException;
  }

  /// Whether it speaks TLS.
  enum Protection {
    PLAIN,
    TLS
  }

  private final ServerSocket listener;
  private final Protection protection;
  private final Conversation conversation;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<String> answers = new CopyOnWriteArrayList<>();

  private FalseServer(ServerSocket listener, Protection protection, Conversation conversation) {
    this.listener = listener;
    this.protection = protection;
    this.conversation = conversation;
  }

  static FalseServer start(Protection protection, Conversation conversation) {
    try {
      FalseServer server =
          new FalseServer(
              new ServerSocket(0, 16, InetAddress.ofLiteral("127.0.0.1")),
              protection,
              conversation);
      Thread.ofVirtual().start(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How a client is led here, with a password.
  ConnectionSettings settings(Tls tls) {
    return settings("localhost", tls);
  }

  ConnectionSettings settings(String host, Tls tls) {
    return new ConnectionSettings(
        host,
        listener.getLocalPort(),
        "shop",
        "alice",
        Optional.of(new Password(PASSWORD)),
        tls,
        Duration.ofMinutes(2));
  }

  /// What clients answered to its requests, each byte a character.
  List<String> answers() {
    return answers;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // The listener was closed.
    }
  }

  private void serve(Socket plain) {
    try (plain) {
      Client client = new Client(plain);
      if (client.startup() == SSL_REQUEST) {
        if (protection == Protection.PLAIN) {
          client.raw(new byte[] {'N'});
          return;
        }
        client.raw(new byte[] {'S'});
        client = new Client(secured(plain));
        client.startup();
      }
      conversation.with(client);
    } catch (IOException e) {
      // The client went away, as it should.
    }
  }

  private static Socket secured(Socket plain) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      Certificate certificate =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(resource("server.crt")));
      String pem = new String(resource("server.key"), UTF_8);
      byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      store.setKeyEntry(
          "server",
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)),
          STORE_PASSWORD,
          new Certificate[] {certificate});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, STORE_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, "client", 0, true);
      socket.setUseClientMode(false);
      socket.startHandshake();
      return socket;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = FalseServer.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The client's end of one connection.
  final class Client {
    private final DataInputStream in;
    private final OutputStream out;

    private Client(Socket socket) throws IOException {
      in = new DataInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    }

    private int startup() throws IOException {
      byte[] body = new byte[in.readInt() - Integer.BYTES];
      in.readFully(body);
      return BigEndian.int32(body, 0);
    }

    void raw(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    /// A request for authentication.
    void request(int method, String data) throws IOException {
      raw(MessageWriter.of('R').int32(method).bytes(data.getBytes(UTF_8)).finish());
    }

    /// Everything a real server says once it is content.
    void welcome() throws IOException {
      request(0, "");
      raw(MessageWriter.of('S').cstring("server_version").cstring("18.0").finish());
      raw(MessageWriter.of('S').cstring("client_encoding").cstring("UTF8").finish());
      raw(MessageWriter.of('S').cstring("standard_conforming_strings").cstring("on").finish());
      raw(MessageWriter.of('S').cstring("DateStyle").cstring("ISO, MDY").finish());
      raw(MessageWriter.of('K').int32(1).int32(2).finish());
      raw(MessageWriter.of('Z').int8('I').finish());
    }

    /// The next message of the client, kept; at its end, this conversation's end.
    String answer() throws IOException {
      int type = in.read();
      if (type < 0) {
        throw new EOFException();
      }
      byte[] body = new byte[in.readInt() - Integer.BYTES];
      in.readFully(body);
      String answer = (char) type + new String(body, java.nio.charset.StandardCharsets.ISO_8859_1);
      answers.add(answer);
      return answer;
    }
  }
}
