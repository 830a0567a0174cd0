package dev.ballast.server.http;

import dev.ballast.evidence.Correlation;
import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import io.helidon.common.tls.TlsConfig;
import io.helidon.http.HeaderNames;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;

/// Listens, checks what a request is allowed to do, and turns faults into responses.
public final class HttpFront implements AutoCloseable {
  private static final int BODY_BYTES = 64 * 1024;
  private static final int HEADER_BYTES = 16 * 1024;

  /// Helidon reports its start and stop on the terminal, and what keeps it from starting with the
  /// whole stack; Ballast reports those itself. Held here, since a logger that nobody holds forgets
  /// its level.
  private static final Logger HELIDON_LOG = Logger.getLogger("io.helidon");

  private final WebServer server;

  private HttpFront(WebServer server) {
    this.server = server;
  }

  /// Where requests are taken.
  ///
  /// @param port 0 for any that is free
  /// @param tls plain text where it is empty
  public record Place(String host, int port, Optional<SSLContext> tls) {}

  /// Begins to take requests.
  public static HttpFront listen(Place where, Gate gate, List<Endpoint> endpoints, RequestLog log) {
    HttpRouting.Builder routing =
        HttpRouting.builder()
            .addFilter(
                (chain, request, response) -> {
                  guard(response);
                  String correlation = log.begin(request, response);
                  if (where.tls().isEmpty()) {
                    // With TLS the certificate says whose name it is.
                    CrossSite.requireOwnName(request);
                  }
                  Correlation.within(
                      correlation,
                      () -> {
                        chain.proceed();
                        return correlation;
                      });
                })
            .error(Fault.class, (request, response, fault) -> Refusals.of(fault).sendTo(response))
            .error(
                RuntimeException.class,
                (request, response, unexpected) -> {
                  log.unexpected(unexpected, response);
                  Refusals.of(unexpected).sendTo(response);
                });
    for (Endpoint endpoint : endpoints) {
      routing.route(
          endpoint.method(),
          endpoint.path(),
          (request, response) -> {
            if (endpoint.isPage()) {
              PageAnswers.guard(response);
              PageAnswers.of(endpoint, gate, request, response, log.now()).sendTo(response);
            } else {
              Reply reply = gate.pass(endpoint, request);
              if (reply.isPage()) {
                PageAnswers.guard(response);
              }
              reply.sendTo(response);
            }
          });
    }
    routing.any(
        (request, response) -> {
          gate.passNowhere(request);
          List<String> others = methodsOf(request, endpoints);
          if (!others.isEmpty()) {
            Refusals.methodNotAllowed(others).sendTo(response);
            return;
          }
          throw Fault.of(ServerError.RESOURCE_MISSING, "there is nothing at this path")
              .hint("GET /api/v1/openapi.json describes what there is.");
        });
    return started(where, routing);
  }

  /// The methods that are declared for the path of a request.
  private static List<String> methodsOf(ServerRequest request, List<Endpoint> endpoints) {
    return endpoints.stream()
        .filter(e -> PathMatchers.create(e.path()).match(request.path()).accepted())
        .map(e -> e.method().text())
        .distinct()
        .sorted()
        .toList();
  }

  /// Listens for a moment and answers nothing. Throws what keeps the node from listening there.
  public static void tryOut(Place where) {
    started(where, HttpRouting.builder()).close();
  }

  private static HttpFront started(Place where, HttpRouting.Builder routing) {
    HELIDON_LOG.setLevel(Level.OFF);
    WebServerConfig.Builder builder =
        WebServer.builder()
            .host(where.host())
            .port(where.port())
            .shutdownHook(false)
            .maxPayloadSize(BODY_BYTES)
            .addProtocol(Http1Config.builder().maxHeadersSize(HEADER_BYTES).build())
            .addRouting(routing);
    where.tls().ifPresent(context -> builder.tls(TlsConfig.builder().sslContext(context).build()));
    WebServer server = builder.build().start();
    if (!server.isRunning()) {
      // Why is in Helidon's log only.
      throw Fault.of(
              ServerError.ADDRESS_UNUSABLE, "cannot listen at " + where.host() + ":" + where.port())
          .detail("something else listens there, or it is not an address of this machine")
          .hint("End what listens there, or name another port.");
    }
    return new HttpFront(server);
  }

  private static void guard(ServerResponse response) {
    response.header(HeaderNames.create("Cross-Origin-Resource-Policy"), "same-origin");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
    response.header(HeaderNames.create("Content-Security-Policy"), "default-src 'none'");
  }

  public int port() {
    return server.port();
  }

  /// Takes no more requests and ends when those that run have ended.
  @Override
  public void close() {
    server.stop();
  }
}
