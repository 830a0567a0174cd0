package dev.ballast.server.http;

import dev.ballast.server.access.Logins.Begun;
import dev.ballast.server.oidc.ProviderLogins;
import dev.ballast.server.oidc.ProviderLogins.Departure;
import io.helidon.common.parameters.Parameters;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.SetCookie;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.Optional;

/// The cookies of the node. The prefix `__Host-` makes a browser refuse one that a neighbouring
/// host or an unencrypted page sets.
final class Cookies {
  private static final String SESSION = "__Host-ballast";
  private static final String ZONE = "ballast-zone";
  private static final String ATTEMPT = "__Host-ballast-login";

  private Cookies() {}

  /// The zone that the page's script found, or whatever a browser sends.
  static Optional<String> zone(ServerRequest request) {
    Parameters cookies = request.headers().cookies();
    return cookies.contains(ZONE)
        ? Optional.of(cookies.get(ZONE).replace("%2F", "/"))
        : Optional.empty();
  }

  static Optional<String> session(ServerRequest request) {
    Parameters cookies = request.headers().cookies();
    return cookies.contains(SESSION) ? Optional.of(cookies.get(SESSION)) : Optional.empty();
  }

  /// Of a browser that was sent to a provider.
  static Optional<String> attempt(ServerRequest request) {
    Parameters cookies = request.headers().cookies();
    return cookies.contains(ATTEMPT) ? Optional.of(cookies.get(ATTEMPT)) : Optional.empty();
  }

  /// Comes back with the request that the provider's page leads to, as `Strict` would not.
  static Header of(Departure departure) {
    return header(
        SetCookie.builder(ATTEMPT, departure.cookie()).maxAge(ProviderLogins.LIFE),
        SetCookie.SameSite.LAX);
  }

  static Header noAttempt() {
    return header(SetCookie.builder(ATTEMPT, "").maxAge(Duration.ZERO), SetCookie.SameSite.LAX);
  }

  /// No script reads it, and a browser sends it with requests of the node's own pages only.
  static Header of(Begun begun) {
    return header(SetCookie.builder(SESSION, begun.cookie()), SetCookie.SameSite.STRICT);
  }

  /// Makes the browser forget the session.
  static Header none() {
    return header(SetCookie.builder(SESSION, "").maxAge(Duration.ZERO), SetCookie.SameSite.STRICT);
  }

  private static Header header(SetCookie.Builder cookie, SetCookie.SameSite sameSite) {
    return HeaderValues.create(
        HeaderNames.SET_COOKIE,
        cookie.path("/").secure(true).httpOnly(true).sameSite(sameSite).build().text());
  }
}
