package dev.ballast.server.http;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.json.Json;
import dev.ballast.server.access.Logins;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;

/// What is returned to a request.
public final class Reply {
  private static final String JSON = "application/json";
  private static final String HTML = "text/html; charset=utf-8";

  private final Status status;
  private final String type;
  private final byte[] body;
  private final List<Header> headers;
  private final boolean kept;

  private Reply(Status status, String type, byte[] body, List<Header> headers, boolean kept) {
    this.status = requireNonNull(status, "status is null");
    this.type = requireNonNull(type, "type is null");
    this.body = body;
    this.headers = List.copyOf(headers);
    this.kept = kept;
  }

  public static Reply json(Object body) {
    return new Reply(Status.OK_200, JSON, Json.write(body), List.of(), false);
  }

  public static Reply bytes(String mediaType, byte[] body) {
    return new Reply(Status.OK_200, mediaType, body.clone(), List.of(), false);
  }

  /// A page.
  public static Reply html(byte[] document) {
    return bytes(HTML, document);
  }

  boolean isPage() {
    return type.equals(HTML);
  }

  /// Leads the browser elsewhere, by GET.
  ///
  /// @param path of this node
  public static Reply seeOther(String path) {
    return html(new byte[0])
        .withStatus(Status.SEE_OTHER_303)
        .with(HeaderValues.create(HeaderNames.LOCATION, path));
  }

  /// With the cookie of a session that began.
  public Reply withSession(Logins.Begun begun) {
    return with(Cookies.of(begun));
  }

  /// The browser forgets its session.
  public Reply withoutSession() {
    return with(Cookies.none());
  }

  /// The browser may keep it for as long as it likes.
  public Reply kept() {
    return new Reply(status, type, body, headers, true);
  }

  public Reply withStatus(Status other) {
    return new Reply(other, type, body, headers, kept);
  }

  public Reply with(Header header) {
    List<Header> all = new ArrayList<>(headers);
    all.add(header);
    return new Reply(status, type, body, all, kept);
  }

  void sendTo(ServerResponse response) {
    response.status(status);
    if (kept) {
      response.header(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
    }
    // Added, not set: there may be two cookies.
    headers.forEach(header -> response.headers().add(header));
    response.header(HeaderNames.CONTENT_TYPE, type).send(body);
  }
}
