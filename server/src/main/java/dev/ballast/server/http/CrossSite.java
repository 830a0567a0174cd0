package dev.ballast.server.http;

import dev.ballast.evidence.Fault;
import dev.ballast.server.access.AccessError;
import dev.ballast.store.access.SecretHash;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Refuses what another site's page makes a browser send.
final class CrossSite {
  private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
  /// The field of a form that holds the token.
  static final String FIELD = "csrf";

  private static final HeaderName TOKEN = HeaderNames.create("X-Ballast-CSRF");

  /// Digits and dots, or an IPv6 address: no name that somebody could lead elsewhere.
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

  private CrossSite() {}

  /// The token that a page of this session must send with what changes something. Who knows it does
  /// not know the cookie.
  static String token(String cookie) {
    return SecretHash.of("csrf " + cookie).hex();
  }

  /// Refuses what a browser says that another origin's page sent. What says neither is no browser
  /// of this decade; a session needs its token besides.
  static void requireOwnPage(ServerRequest request) {
    Optional<String> site = request.headers().first(FETCH_SITE);
    boolean own =
        site.isPresent()
            ? site.get().equals("same-origin")
            : request.headers().first(HeaderNames.ORIGIN).map(o -> isOwn(o, request)).orElse(true);
    if (!own) {
      throw refused("a page of another origin sent it");
    }
  }

  private static boolean isOwn(String origin, ServerRequest request) {
    try {
      return request.authority().equals(new URI(origin).getAuthority());
    } catch (URISyntaxException e) {
      // Not even an origin.
      return false;
    }
  }

  /// The token that a script or a program sent.
  static Optional<String> sent(ServerRequest request) {
    return request.headers().first(TOKEN);
  }

  static void requireToken(Optional<String> shown, String cookie) {
    boolean known =
        shown.map(SecretHash::of).filter(sent -> sent.is(SecretHash.of(token(cookie)))).isPresent();
    if (!known) {
      throw refused("it does not carry the token of the session");
    }
  }

  /// Refuses a request to a name that is not the node's: a page whose name was made to lead here
  /// would be of the same origin.
  static void requireOwnName(ServerRequest request) {
    String host = host(request.authority());
    if (!host.equals("localhost") && !ADDRESS.matcher(host).matches()) {
      throw Fault.of(
              AccessError.HOST_REFUSED, "the request was sent to a name that is not the node's")
          .hint("Without TLS a node answers to its address and to localhost.");
    }
  }

  private static String host(String authority) {
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    return (hasPort ? authority.substring(0, colon) : authority).toLowerCase(Locale.ROOT);
  }

  private static Fault refused(String why) {
    return Fault.of(
            AccessError.CROSS_SITE_REFUSED, "the request is not one of the node's own pages")
        .detail(why)
        .hint("With a session, send the header X-Ballast-CSRF with csrf of GET /api/v1/session.");
  }
}
