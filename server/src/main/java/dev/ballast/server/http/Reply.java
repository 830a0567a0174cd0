package dev.ballast.server.http;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.json.Json;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;

/// What is returned to a request.
public final class Reply {
  private static final String JSON = "application/json";

  private final Status status;
  private final String type;
  private final byte[] body;
  private final List<Header> headers;

  private Reply(Status status, String type, byte[] body, List<Header> headers) {
    this.status = requireNonNull(status, "status is null");
    this.type = requireNonNull(type, "type is null");
    this.body = body;
    this.headers = List.copyOf(headers);
  }

  public static Reply json(Object body) {
    return new Reply(Status.OK_200, JSON, Json.write(body), List.of());
  }

  public static Reply bytes(String mediaType, byte[] body) {
    return new Reply(Status.OK_200, mediaType, body.clone(), List.of());
  }

  public Reply withStatus(Status other) {
    return new Reply(other, type, body, headers);
  }

  public Reply with(Header header) {
    List<Header> all = new ArrayList<>(headers);
    all.add(header);
    return new Reply(status, type, body, all);
  }

  void sendTo(ServerResponse response) {
    response.status(status);
    // Added, not set: there may be two cookies.
    headers.forEach(header -> response.headers().add(header));
    response.header(HeaderNames.CONTENT_TYPE, type).send(body);
  }
}
