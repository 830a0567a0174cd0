package dev.ballast.server.http;

import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import dev.ballast.server.api.TargetView.FaultView;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Listens, checks the token and turns faults into responses. What is outside of `/health` needs a
/// token.
public final class HttpFront implements AutoCloseable {
  private static final String BEARER = "Bearer ";
  private static final String HEALTH = "/health/";

  /// Helidon reports its start and stop on the terminal, and what keeps it from starting with the
  /// whole stack; Ballast reports those itself. Held here,
  /// since a logger that nobody holds forgets its level.
  private static final Logger HELIDON_LOG = Logger.getLogger("io.helidon");

  private final WebServer server;

  private HttpFront(WebServer server) {
    this.server = server;
  }

  /// Begins to take requests.
  ///
  /// @param port 0 for any that is free
  public static HttpFront listen(String host, int port, Predicate<String> token, Routes routes) {
    HELIDON_LOG.setLevel(Level.OFF);
    HttpRouting.Builder routing =
        HttpRouting.builder()
            .addFilter(
                (chain, request, response) -> {
                  guard(response);
                  if (isOpen(request) || isAllowed(request, token)) {
                    chain.proceed();
                  } else {
                    refuse(response);
                  }
                })
            .error(Fault.class, (request, response, fault) -> send(response, fault));
    routes.addTo(routing);
    WebServer server =
        WebServer.builder()
            .host(host)
            .port(port)
            .shutdownHook(false)
            .addRouting(routing)
            .build()
            .start();
    if (!server.isRunning()) {
      // Why is in Helidon's log only.
      throw Fault.of(ServerError.ADDRESS_UNUSABLE, "cannot listen at " + host + ":" + port)
          .detail("something else listens there, or it is not an address of this machine")
          .hint("End what listens there, or name another port.");
    }
    return new HttpFront(server);
  }

  private static void guard(ServerResponse response) {
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
    response.header(HeaderNames.create("Content-Security-Policy"), "default-src 'none'");
  }

  private static boolean isOpen(ServerRequest request) {
    return request.path().path().startsWith(HEALTH);
  }

  private static boolean isAllowed(ServerRequest request, Predicate<String> token) {
    return request
        .headers()
        .first(HeaderNames.AUTHORIZATION)
        .filter(value -> value.startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()))
        .filter(token)
        .isPresent();
  }

  private static void refuse(ServerResponse response) {
    response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    send(
        response,
        Fault.of(ServerError.TOKEN_REFUSED, "the request has no valid token")
            .hint("Send the token in a header: Authorization: Bearer <token>."));
  }

  private static void send(ServerResponse response, Fault fault) {
    Status status =
        switch (fault.code()) {
          case ServerError.TOKEN_REFUSED -> Status.UNAUTHORIZED_401;
          case ServerError.RESOURCE_MISSING -> Status.NOT_FOUND_404;
          case ServerError.REQUEST_INVALID -> Status.BAD_REQUEST_400;
          default -> Status.SERVICE_UNAVAILABLE_503;
        };
    Responses.json(response.status(status), FaultView.of(fault));
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
