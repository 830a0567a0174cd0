package dev.ballast.observe.tracker;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.json.Json;
import dev.ballast.observe.medium.RootCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Exchanges JSON with a tracker. Follows no redirect, so that a token goes to no other place, and
/// reads no more of an answer than it needs.
final class JsonHttp implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /// A page of a hundred issues of the longest bodies.
  private static final int MOST_BYTES = 16 << 20;

  private static final int MOST_SHOWN = 200;

  private final HttpClient client;
  private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();

  private JsonHttp(HttpClient client) {
    this.client = client;
  }

  static JsonHttp trusting(Optional<Path> rootCertificate) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER);
    rootCertificate.map(RootCertificate::context).ifPresent(builder::sslContext);
    return new JsonHttp(builder.build());
  }

  /// A header whose value may be a secret.
  record Header(String name, String value) {}

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
    for (Header header : call.headers()) {
      if (!header.value().matches("[ -~]+")) {
        throw Tracker.unusable(
            "the secret for the header " + header.name() + " is not one line of ASCII");
      }
      request.header(header.name(), header.value());
    }
    HttpRequest made = request.build();
    Future<Reply> running = attempts.submit(() -> exchange(made, call.secrets()));
    try {
      return running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      running.cancel(true);
      throw CommonError.interrupted("asking the tracker of tickets");
    } catch (TimeoutException e) {
      running.cancel(true);
      throw Tracker.unusable("no whole answer within " + LIMIT.toSeconds() + " s");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Fault fault) {
        throw fault;
      }
      throw new IllegalStateException("the tracker could not be asked", e.getCause());
    }
  }

  private Reply exchange(HttpRequest request, List<String> secrets) {
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(MOST_BYTES);
        return new Reply(
            response.statusCode(), json(bytes), response.headers(), shown(bytes, secrets));
      }
    } catch (InterruptedException e) {
      throw CommonError.interrupted("asking the tracker of tickets");
    } catch (IOException e) {
      String why = e.getMessage() == null ? "no connection" : IoReason.of(e);
      throw Tracker.unusable(request.uri().getHost() + ": " + redacted(why, secrets));
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
            redacted(
                new String(
                    bytes, 0, Math.min(bytes.length, 4 * MOST_SHOWN), StandardCharsets.UTF_8),
                secrets));
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
  }

  private static String redacted(String text, List<String> secrets) {
    String rest = text;
    for (String secret : secrets) {
      rest = rest.replace(secret, "***");
    }
    return rest;
  }

  @Override
  public void close() {
    attempts.shutdownNow();
    client.shutdownNow();
  }
}
