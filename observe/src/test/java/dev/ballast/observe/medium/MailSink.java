package dev.ballast.observe.medium;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A mail server on loopback that keeps what it was handed.
final class MailSink implements AutoCloseable {
  private static final String USER_AND_PASSWORD = "\0ballast\0hunter2";

  private final ServerSocket listening;
  private final Optional<SSLContext> tls;
  private final BlockingQueue<String> mail = new LinkedBlockingQueue<>();

  private MailSink(ServerSocket listening, Optional<SSLContext> tls) {
    this.listening = listening;
    this.tls = tls;
    Thread.ofVirtual().start(this::listen);
  }

  /// @param tls which it offers by STARTTLS
  static MailSink start(Optional<SSLContext> tls) {
    try {
      return new MailSink(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), tls);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  /// What was handed over so far and not taken from here, with its envelope before it.
  Optional<String> taken() {
    return Optional.ofNullable(mail.poll());
  }

  private void listen() {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        socket.setSoTimeout(10_000);
        Talk plain = new Talk(socket);
        plain.say("220 sink");
        talk(plain, socket);
      } catch (IOException e) {
        // A client that went away, or the end of the test.
      }
    }
  }

  private record Talk(BufferedReader in, PrintWriter out) {
    Talk(Socket socket) throws IOException {
      this(
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)),
          new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8));
    }

    void say(String line) {
      out.print(line + "\r\n");
      out.flush();
    }
  }

  private void talk(Talk with, Socket socket) throws IOException {
    StringBuilder envelope = new StringBuilder();
    for (@Nullable String line = with.in().readLine(); line != null; line = with.in().readLine()) {
      String command = line.toUpperCase(Locale.ROOT);
      boolean secured = socket instanceof SSLSocket;
      if (command.startsWith("EHLO")) {
        with.say("250-sink");
        with.say(tls.isPresent() && !secured ? "250 STARTTLS" : "250 AUTH PLAIN");
      } else if (command.equals("STARTTLS")) {
        with.say("220 go ahead");
        SSLSocket over =
            (SSLSocket)
                tls.orElseThrow().getSocketFactory().createSocket(socket, null, port(), false);
        over.setUseClientMode(false);
        talk(new Talk(over), over);
        return;
      } else if (command.startsWith("AUTH PLAIN")) {
        String given =
            new String(
                Base64.getDecoder().decode(line.substring("AUTH PLAIN ".length())),
                StandardCharsets.UTF_8);
        with.say(given.endsWith(USER_AND_PASSWORD) ? "235 welcome" : "535 no");
      } else if (command.startsWith("DATA")) {
        with.say("354 go ahead");
        data(with, envelope);
        with.say("250 kept");
        mail.add(envelope.toString());
        envelope.setLength(0);
      } else if (command.startsWith("QUIT")) {
        with.say("221 bye");
        return;
      } else if (command.startsWith("RCPT TO:<NOBODY")) {
        with.say("550 unknown");
      } else {
        envelope.append(line).append('\n');
        with.say("250 fine");
      }
    }
  }

  private static void data(Talk with, StringBuilder to) throws IOException {
    for (@Nullable String line = with.in().readLine(); line != null; line = with.in().readLine()) {
      if (line.equals(".")) {
        return;
      }
      to.append(line).append('\n');
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
