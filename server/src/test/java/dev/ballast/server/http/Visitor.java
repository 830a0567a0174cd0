package dev.ballast.server.http;

import dev.ballast.evidence.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Sends requests as a browser or a program does, with all that is in their headers.
final class Visitor {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();

  private final HttpClient client;
  private final URI node;
  private final List<String> headers;

  private Visitor(HttpClient client, URI node, List<String> headers) {
    this.client = client;
    this.node = node;
    this.headers = List.copyOf(headers);
  }

  /// One whom the node does not know.
  static Visitor of(URI node) {
    return new Visitor(CLIENT, node, List.of());
  }

  /// A browser that was led to the node by this name.
  static Visitor misled(URI node, String name) {
    ProxySelector there = ProxySelector.of(new InetSocketAddress(node.getHost(), node.getPort()));
    return new Visitor(
        HttpClient.newBuilder().proxy(there).build(),
        URI.create("http://" + name + ":" + node.getPort()),
        List.of());
  }

  /// The same with another header.
  Visitor with(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new Visitor(client, node, more);
  }

  /// A program.
  Visitor withToken(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /// A page of the session that begins with this login.
  Visitor loggedIn(String user, String password) {
    Answer answer = post("/api/v1/login", credentials(user, password));
    return with("Cookie", answer.cookie()).with("X-Ballast-CSRF", answer.text("csrf"));
  }

  static String credentials(String user, String password) {
    return "{\"user\": \"%s\", \"password\": \"%s\"}".formatted(user, password);
  }

  Answer get(String path) {
    return send("GET", path, "");
  }

  Answer post(String path, String json) {
    return send("POST", path, json);
  }

  Answer send(String method, String path, String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.resolve(path))
            .method(
                method,
                json.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json));
    if (!headers.contains("Content-Type") && !json.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    try {
      return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What came back.
  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    JsonNode json() {
      return Json.mapper().readTree(response.body());
    }

    String text(String key) {
      return json().get(key).asString();
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    /// The session among several cookies.
    String sessionCookie() {
      String set =
          response.headers().allValues("Set-Cookie").stream()
              .filter(cookie -> cookie.startsWith("__Host-ballast="))
              .findFirst()
              .orElseThrow();
      return set.substring(0, set.indexOf(';'));
    }

    /// As the browser sends it again.
    String cookie() {
      String set = header("Set-Cookie").orElseThrow();
      return set.substring(0, set.indexOf(';'));
    }
  }
}
