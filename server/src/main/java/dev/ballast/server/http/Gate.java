package dev.ballast.server.http;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Access;
import dev.ballast.server.access.AccessError;
import dev.ballast.server.access.Allowance;
import dev.ballast.server.access.AuditTrail;
import dev.ballast.server.access.AuditTrail.Attempt;
import dev.ballast.server.access.Doorkeeper;
import dev.ballast.server.access.Doorkeeper.Shown;
import dev.ballast.server.access.Identity;
import dev.ballast.server.access.Need;
import dev.ballast.server.access.Throttled;
import dev.ballast.store.access.AuditEntry.Result;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.Optional;

/// What every request passes before its endpoint does anything: who it is of, whether that one may
/// do this, whether a page of the node sent it, whether it is too much, and the entry of the audit
/// trail. Safe for any number of threads.
public final class Gate {
  private static final String BEARER = "Bearer ";
  private static final int NAMES = 10_000;
  private static final int KNOWN_BURST = 500;
  private static final Duration KNOWN_INTERVAL = Duration.ofMillis(20);
  private static final int UNKNOWN_BURST = 100;
  private static final Duration UNKNOWN_INTERVAL = Duration.ofMillis(200);

  private final Doorkeeper doorkeeper;
  private final AuditTrail trail;
  private final Allowance known;
  private final Allowance unknown;

  public Gate(Doorkeeper doorkeeper, AuditTrail trail, Clock clock) {
    this.doorkeeper = doorkeeper;
    this.trail = trail;
    this.known = new Allowance(KNOWN_BURST, KNOWN_INTERVAL, NAMES, clock);
    this.unknown = new Allowance(UNKNOWN_BURST, UNKNOWN_INTERVAL, NAMES, clock);
  }

  /// Does what a request asks of an endpoint, or throws why not.
  Reply pass(Endpoint endpoint, ServerRequest request) {
    Shown shown = shown(request);
    Identity identity = identify(request, shown);
    Call call = new Call(request, identity, shown.cookie());
    boolean reads = endpoint.method().equals(Method.GET);
    if (!reads) {
      CrossSite.requireOwnPage(request);
    }
    Attempt attempt =
        new Attempt(
            identity.who(),
            call.peer(),
            endpoint.method().text() + " " + endpoint.path(),
            call.pathParameters(endpoint));
    requireAllowed(endpoint, identity, attempt);
    // Who is remembered only may not do this anyway.
    if (!reads && identity instanceof Identity.Person) {
      CrossSite.requireToken(
          endpoint.isPage() ? call.form(CrossSite.FIELD) : CrossSite.sent(request),
          shown.cookie().orElseThrow());
    }
    requireDeclared(endpoint, request);
    // What anybody may ask, logins, writes entries of its own.
    return reads || endpoint.need() == Need.NOTHING
        ? endpoint.handler().handle(call)
        : trail.perform(attempt, () -> endpoint.handler().handle(call), call::notes);
  }

  /// For a path at which there is nothing: who is not known is not told that.
  void passNowhere(ServerRequest request) {
    if (!Access.allows(identify(request, shown(request)), Need.KNOWN)) {
      throw unidentified();
    }
  }

  private static Shown shown(ServerRequest request) {
    return new Shown(
        request
            .headers()
            .first(HeaderNames.AUTHORIZATION)
            .map(value -> value.startsWith(BEARER) ? value.substring(BEARER.length()) : ""),
        Cookies.session(request));
  }

  private Identity identify(ServerRequest request, Shown shown) {
    Identity identity = doorkeeper.identify(shown);
    Optional<Duration> wait =
        identity instanceof Identity.Nobody
            ? unknown.take(request.remotePeer().host())
            : known.take(identity.who());
    if (wait.isPresent()) {
      throw Throttled.after(wait.get(), "too many requests");
    }
    return identity;
  }

  private void requireAllowed(Endpoint endpoint, Identity identity, Attempt attempt) {
    if (Access.allows(identity, endpoint.need())) {
      return;
    }
    if (identity instanceof Identity.Nobody) {
      throw unidentified();
    }
    if (!endpoint.method().equals(Method.GET)) {
      trail.decided(attempt, Result.REFUSED, Optional.of(AccessError.ACCESS_DENIED.id()));
    }
    throw Fault.of(AccessError.ACCESS_DENIED, identity.who() + " may not do this")
        .hint("Ask an admin for another role, or for a token with another scope.");
  }

  private static Fault unidentified() {
    return Fault.of(ServerError.TOKEN_REFUSED, "the request has no valid token")
        .hint("Log in, or send a token in a header: Authorization: Bearer <token>.");
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
}
