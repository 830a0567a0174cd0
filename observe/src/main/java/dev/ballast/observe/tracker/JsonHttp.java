package dev.ballast.observe.tracker;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.json.Json;
import dev.ballast.observe.medium.BoundedHttp;
import dev.ballast.observe.medium.BoundedHttp.Header;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Exchanges JSON with a tracker, and reads no more of an answer than it needs.
final class JsonHttp implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /// A page of a hundred issues of the longest bodies.
  private static final int MOST_BYTES = 16 << 20;

  private static final int MOST_SHOWN = 200;

  private static final String ASKING = "asking the tracker of tickets";

  private final BoundedHttp http;

  private JsonHttp(BoundedHttp http) {
    this.http = http;
  }

  static JsonHttp trusting(Optional<Path> rootCertificate) {
    return new JsonHttp(BoundedHttp.trusting(rootCertificate, LIMIT));
  }

  /// What is sent.
  ///
  /// @param body empty for none
  /// @param secrets that are not shown, wherever they come back
  record Call(
      String method, URI where, Optional<String> body, List<Header> headers, List<String> secrets) {
    Call {
      requireNonNull(where, "where is null");
      headers = List.copyOf(headers);
      secrets = List.copyOf(secrets);
    }
  }

  /// What came back.
  ///
  /// @param json missing where it was none
  /// @param shown what a person may read of it
  record Reply(int status, JsonNode json, HttpHeaders headers, String shown) {
    Optional<String> header(String name) {
      return headers.firstValue(name);
    }
  }

  /// Fault `tracker-unusable` where there is no answer.
  Reply exchange(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.where())
            .timeout(LIMIT)
            .header("User-Agent", "ballast")
            .method(
                call.method(),
                call.body()
                    .map(HttpRequest.BodyPublishers::ofString)
                    .orElseGet(HttpRequest.BodyPublishers::noBody));
    Optional<String> wrong = BoundedHttp.add(request, call.headers());
    if (wrong.isPresent()) {
      throw Tracker.unusable(wrong.get());
    }
    try {
      return http.exchange(
          request.build(),
          ASKING,
          (response, body) -> {
            byte[] bytes = body.readNBytes(MOST_BYTES);
            return new Reply(
                response.statusCode(),
                json(bytes),
                response.headers(),
                shown(bytes, call.secrets()));
          });
    } catch (BoundedHttp.Late e) {
      throw Tracker.unusable(e.getMessage());
    } catch (IOException e) {
      String why = e.getMessage() == null ? "no connection" : IoReason.of(e);
      throw Tracker.unusable(
          call.where().getHost() + ": " + BoundedHttp.redacted(why, call.secrets()));
    }
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return bytes.length == 0 ? MissingNode.getInstance() : Json.mapper().readTree(bytes);
    } catch (JacksonException e) {
      // A page of a proxy, of which the status says enough.
      return MissingNode.getInstance();
    }
  }

  private static String shown(byte[] bytes, List<String> secrets) {
    String text =
        IssueText.line(
            BoundedHttp.redacted(
                new String(
                    bytes, 0, Math.min(bytes.length, 4 * MOST_SHOWN), StandardCharsets.UTF_8),
                secrets));
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
  }

  @Override
  public void close() {
    http.close();
  }
}
