package dev.ballast.server.http;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.json.Json;
import dev.ballast.server.ServerError;
import dev.ballast.server.api.TargetView.FaultView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// Asks a node of this machine, for the command line.
public final class NodeClient implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERRORS = 500;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final URI base;
  private final String token;
  private final HttpClient client;

  /// @param base such as `http://127.0.0.1:8432`
  /// @param tls whom to trust, where the base is `https`
  public NodeClient(URI base, String token, Optional<SSLContext> tls) {
    this.base = requireNonNull(base, "base is null");
    this.token = requireNonNull(token, "token is null");
    HttpClient.Builder builder =
        HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).proxy(HttpClient.Builder.NO_PROXY);
    tls.ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /// JSON of that type. Throws `node-unreachable`, or `node-refused` with what the node answered.
  public <T> T get(String path, Class<T> type) {
    return Json.read(send(request(path).GET()), type);
  }

  /// Text, as [#get(String, Class)] otherwise.
  public String text(String path) {
    return new String(send(request(path).GET()), StandardCharsets.UTF_8);
  }

  /// A file, as [#get(String, Class)] otherwise.
  public byte[] bytes(String path) {
    return send(request(path).GET());
  }

  /// As [#get], with a body where there is one to send.
  public <T> T post(String path, Optional<Record> body, Class<T> type) {
    HttpRequest.BodyPublisher sent =
        body.map(b -> HttpRequest.BodyPublishers.ofByteArray(Json.write(b)))
            .orElseGet(HttpRequest.BodyPublishers::noBody);
    return Json.read(
        send(request(path).header("Content-Type", "application/json").POST(sent)), type);
  }

  /// As [#get].
  public <T> T delete(String path, Class<T> type) {
    return Json.read(send(request(path).DELETE()), type);
  }

  /// Where the node is.
  public URI base() {
    return base;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(LIMIT)
        .header("Authorization", "Bearer " + token);
  }

  private byte[] send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != OK) {
        throw refused(response);
      }
      return response.body();
    } catch (InterruptedException e) {
      throw CommonError.interrupted("asking the node");
    } catch (IOException e) {
      throw Fault.of(ServerError.NODE_UNREACHABLE, "no node answers at " + base)
          .detail(IoReason.of(e))
          .hint("Start one with ballast serve, or name its port with --port.")
          .cause(e);
    }
  }

  private static Fault refused(HttpResponse<byte[]> response) {
    if (response.body().length == 0) {
      // Refused before it came to the node's own part, as a path that is too long is.
      return Fault.of(
              response.statusCode() < SERVER_ERRORS
                  ? ServerError.NODE_REQUEST_INVALID
                  : ServerError.NODE_REFUSED,
              "the node refused the request")
          .detail("HTTP status " + response.statusCode())
          .hint("What was passed may be too long.");
    }
    FaultView answer = Json.read(response.body(), FaultView.class);
    return Fault.of(
            code(response.statusCode()), "the node refused the request: " + answer.message())
        .detail(
            "%s, HTTP status %d%s"
                .formatted(
                    answer.code(),
                    response.statusCode(),
                    answer.detail().map(d -> "\n" + d).orElse("")))
        .hint(answer.hint().orElse("See the node's own output."));
  }

  /// Who may not ask, and what is not possible now, is another thing than what is asked wrongly.
  private static ServerError code(int status) {
    return switch (status) {
      case BAD_REQUEST, NOT_FOUND, CONFLICT -> ServerError.NODE_REQUEST_INVALID;
      default -> ServerError.NODE_REFUSED;
    };
  }

  @Override
  public void close() {
    client.close();
  }
}
