package dev.ballast.server.http;

import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import dev.ballast.server.api.TargetView.FaultView;
import io.helidon.common.tls.TlsConfig;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;

/// Listens, checks what a request is allowed to do, and turns faults into responses.
public final class HttpFront implements AutoCloseable {
  private static final String BEARER = "Bearer ";

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
  public static HttpFront listen(Place where, Predicate<String> token, List<Endpoint> endpoints) {
    HELIDON_LOG.setLevel(Level.OFF);
    HttpRouting.Builder routing =
        HttpRouting.builder()
            .addFilter(
                (chain, request, response) -> {
                  guard(response);
                  chain.proceed();
                })
            .error(Fault.class, (request, response, fault) -> refused(fault).sendTo(response));
    for (Endpoint endpoint : endpoints) {
      routing.route(
          endpoint.method(),
          endpoint.path(),
          (request, response) -> serve(endpoint, token, request, response));
    }
    routing.any(
        (request, response) -> {
          require(Need.READ, request, token);
          throw Fault.of(ServerError.RESOURCE_MISSING, "there is nothing at this path")
              .hint("GET /api/v1/openapi.json describes what there is.");
        });
    WebServerConfig.Builder builder =
        WebServer.builder()
            .host(where.host())
            .port(where.port())
            .shutdownHook(false)
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

  private static void serve(
      Endpoint endpoint, Predicate<String> token, ServerRequest request, ServerResponse response) {
    require(endpoint.need(), request, token);
    requireDeclared(endpoint, request);
    endpoint.handler().handle(new Call(request)).sendTo(response);
  }

  private static void guard(ServerResponse response) {
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
    response.header(HeaderNames.create("Content-Security-Policy"), "default-src 'none'");
  }

  private static void require(Need need, ServerRequest request, Predicate<String> token) {
    if (need != Need.NOTHING && !isAllowed(request, token)) {
      throw Fault.of(ServerError.TOKEN_REFUSED, "the request has no valid token")
          .hint("Send the token in a header: Authorization: Bearer <token>.");
    }
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

  /// A parameter that has no effect is a mistake of the one who asks.
  private static void requireDeclared(Endpoint endpoint, ServerRequest request) {
    for (String name : request.query().names()) {
      if (endpoint.contract().parameters().stream().noneMatch(p -> p.isQuery(name))) {
        throw Fault.of(ServerError.REQUEST_INVALID, "there is no parameter \"" + name + "\"")
            .hint("GET /api/v1/openapi.json describes the parameters.");
      }
    }
  }

  private static Reply refused(Fault fault) {
    Reply reply = Reply.json(FaultView.of(fault));
    return switch (fault.code()) {
      case ServerError.TOKEN_REFUSED ->
          reply
              .withStatus(Status.UNAUTHORIZED_401)
              .with(HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, "Bearer"));
      case ServerError.RESOURCE_MISSING -> reply.withStatus(Status.NOT_FOUND_404);
      case ServerError.REQUEST_INVALID -> reply.withStatus(Status.BAD_REQUEST_400);
      default -> reply.withStatus(Status.SERVICE_UNAVAILABLE_503);
    };
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
