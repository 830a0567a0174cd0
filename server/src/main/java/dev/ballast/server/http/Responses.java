package dev.ballast.server.http;

import dev.ballast.evidence.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;

/// Bodies of responses.
final class Responses {
  private Responses() {}

  static void json(ServerResponse response, Object body) {
    bytes(response, "application/json", Json.write(body));
  }

  static void bytes(ServerResponse response, String type, byte[] body) {
    response.header(HeaderNames.CONTENT_TYPE, type).send(body);
  }
}
