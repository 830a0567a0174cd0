package dev.ballast.observe.medium;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;

/// A receiver of HTTP on loopback that keeps what it got and answers what the test says.
public final class Receiver implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpServer server;
  private final String scheme;
  private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
  private final ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();

  /// A request.
  public record Got(String method, String path, List<Named> headers, String body) {
    /// A header.
    public record Named(String name, String value) {}

    /// The value of a header.
    public Optional<String> header(String name) {
      return headers.stream()
          .filter(header -> header.name().equalsIgnoreCase(name))
          .map(Named::value)
          .findFirst();
    }

    /// The body as a tree.
    JsonNode json() {
      return Json.mapper().readTree(body);
    }

    /// A text of the body.
    ///
    /// @param pointer to it, such as `/explains/0`
    public String text(String pointer) {
      return json().at(pointer).asString();
    }
  }

  /// What is answered.
  public record Reply(int status, String body, Optional<String> location, Runnable before) {
    public static Reply status(int status, String body) {
      return new Reply(status, body, Optional.empty(), () -> {});
    }
  }

  private Receiver(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public static Receiver start() {
    return start(0);
  }

  /// On the port that another one had.
  public static Receiver start(int port) {
    try {
      return new Receiver(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0),
          "http");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Receiver startTls(SSLContext identity) {
    try {
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(identity));
      return new Receiver(server, "https");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI url(String path) {
    return URI.create(scheme + "://localhost:" + port() + path);
  }

  /// Answers so to the next request that has no answer yet; to all others with 200.
  public void next(Reply reply) {
    replies.add(reply);
  }

  /// The next request, in the order in which they came.
  public Got take() {
    try {
      Got next = got.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing came");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// How many requests have not been taken.
  public int waiting() {
    return got.size();
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    List<Got.Named> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .map(header -> new Got.Named(header.getKey(), header.getValue().getFirst()))
            .toList();
    Reply reply = replies.poll();
    got.add(
        new Got(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
    if (reply != null) {
      reply.before().run();
    }
    answer(exchange, reply == null ? Reply.status(200, "{\"status\":\"success\"}") : reply);
  }

  private static void answer(HttpExchange exchange, Reply reply) throws IOException {
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    reply.location().ifPresent(to -> exchange.getResponseHeaders().set("Location", to));
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  /// Waits until a condition holds.
  public static void await(BooleanSupplier condition, Clock clock) {
    long began = clock.nanoTime();
    while (!condition.getAsBoolean()) {
      if (clock.since(began).compareTo(PATIENCE) > 0) {
        throw new AssertionError("it did not come about");
      }
      clock.pause(Duration.ofMillis(20));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
