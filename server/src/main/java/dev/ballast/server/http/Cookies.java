package dev.ballast.server.http;

import dev.ballast.server.access.Logins.Begun;
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

  private Cookies() {}

  static Optional<String> session(ServerRequest request) {
    Parameters cookies = request.headers().cookies();
    return cookies.contains(SESSION) ? Optional.of(cookies.get(SESSION)) : Optional.empty();
  }

  /// No script reads it, and a browser sends it with requests of the node's own pages only.
  static Header of(Begun begun) {
    return header(SetCookie.builder(SESSION, begun.cookie()));
  }

  /// Makes the browser forget the session.
  static Header none() {
    return header(SetCookie.builder(SESSION, "").maxAge(Duration.ZERO));
  }

  private static Header header(SetCookie.Builder cookie) {
    return HeaderValues.create(
        HeaderNames.SET_COOKIE,
        cookie
            .path("/")
            .secure(true)
            .httpOnly(true)
            .sameSite(SetCookie.SameSite.STRICT)
            .build()
            .text());
  }
}
