package dev.ballast.server.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ballast.evidence.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A webhook that pages go to, on loopback; it keeps which check each request is about.
final class PageReceiver implements AutoCloseable {
  private final HttpServer server;
  private final Queue<String> checks = new ConcurrentLinkedQueue<>();

  private PageReceiver(HttpServer server) {
    this.server = server;
  }

  static PageReceiver start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    PageReceiver receiver = new PageReceiver(server);
    server.createContext("/", receiver::take);
    server.start();
    return receiver;
  }

  private void take(HttpExchange exchange) throws IOException {
    checks.add(
        Json.mapper().readTree(exchange.getRequestBody().readAllBytes()).at("/check").asString());
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  /// The section of `ballast.yaml` that sends pages about one target's settings here.
  String section(String target) {
    return """
        alerts:
          routes:
            duty: {type: webhook, url: 'http://localhost:%d/'}
          send:
            - {to: [duty], urgency: [page], targets: [%s], checks: [fsync-off, full-page-writes-off]}
        """
        .formatted(server.getAddress().getPort(), target);
  }

  /// The checks of all requests, in their order.
  List<String> checks() {
    return List.copyOf(checks);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
