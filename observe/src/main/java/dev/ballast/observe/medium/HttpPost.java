package dev.ballast.observe.medium;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.observe.ObserveError;
import dev.ballast.postgres.Loopback;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
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
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// Posts JSON to receivers that the configuration names. Follows no redirect, so that what is sent
/// goes to no other place, and reads no more of an answer than it shows.
final class HttpPost implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  /// From the first byte that is sent to the last one that is read.
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private static final int MOST_BYTES = 4096;
  private static final int MOST_SHOWN = 300;
  private static final int MULTIPLE_CHOICES = 300;
  private static final int BAD_REQUEST = 400;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_LARGE = 413;
  private static final int UNPROCESSABLE = 422;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;
  private static final long LONGEST_WAIT_SECONDS = 600;

  private final HttpClient client;
  private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();

  private HttpPost(HttpClient client) {
    this.client = client;
  }

  /// Trusts an authority of its own, or those of the JVM.
  static HttpPost trusting(Optional<Path> rootCertificate) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER);
    rootCertificate.map(RootCertificate::context).ifPresent(builder::sslContext);
    return new HttpPost(builder.build());
  }

  /// A header whose value may be a secret.
  record Header(String name, String value) {}

  /// What is sent.
  ///
  /// @param secrets that are not shown, wherever they come back
  record Message(String body, List<Header> headers, List<String> secrets) {}

  /// What an answer means.
  @FunctionalInterface
  private interface Judge {
    Answer judge(HttpResponse<InputStream> response, String said);
  }

  /// Posts JSON.
  Answer post(URI where, Message message) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(where)
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .header("User-Agent", "ballast")
            .POST(HttpRequest.BodyPublishers.ofString(message.body()));
    for (Header header : message.headers()) {
      if (!header.value().matches("[ -~]+")) {
        return Answer.Failed.before(
            "the secret for the header " + header.name() + " is not one line of ASCII");
      }
      request.header(header.name(), header.value());
    }
    return attempt(request.build(), message.secrets(), HttpPost::judged);
  }

  /// Whether anything answers HTTP there, whatever it says.
  Answer probe(URI where, List<String> secrets) {
    return attempt(
        HttpRequest.newBuilder(where).timeout(LIMIT).method("HEAD", noBody()).build(),
        secrets,
        (_, _) -> new Answer.Accepted(where.getHost() + " answers"));
  }

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }

  private Answer attempt(HttpRequest request, List<String> secrets, Judge judge) {
    Future<Answer> running = attempts.submit(() -> exchange(request, secrets, judge));
    try {
      return running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      running.cancel(true);
      throw CommonError.interrupted("notifying a receiver of alerts");
    } catch (TimeoutException e) {
      running.cancel(true);
      return Answer.Failed.inBetween("no whole answer within " + LIMIT.toSeconds() + " s");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Fault fault) {
        throw fault;
      }
      throw new IllegalStateException("a message could not be sent", e.getCause());
    }
  }

  private Answer exchange(HttpRequest request, List<String> secrets, Judge judge) {
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return judge.judge(response, shown(body.readNBytes(MOST_BYTES), secrets));
      }
    } catch (InterruptedException e) {
      throw CommonError.interrupted("notifying a receiver of alerts");
    } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
      return Answer.Failed.before(request.uri().getHost() + ": " + why(e, secrets));
    } catch (IOException e) {
      return Answer.Failed.inBetween(request.uri().getHost() + ": " + why(e, secrets));
    }
  }

  private static String why(IOException e, List<String> secrets) {
    @Nullable Throwable cause = e.getCause();
    if (e instanceof ConnectException && e.getMessage() == null) {
      return cause != null && cause.getCause() instanceof UnresolvedAddressException
          ? "the name cannot be resolved"
          : "connection refused";
    }
    return redacted(Wording.line(IoReason.of(e)), secrets);
  }

  private static Answer judged(HttpResponse<InputStream> response, String said) {
    int status = response.statusCode();
    String text = "HTTP status " + status + (said.isEmpty() ? "" : ": " + said);
    if (status < MULTIPLE_CHOICES) {
      return new Answer.Accepted(text);
    }
    // It would be refused whenever it is sent; anything else may be set right at the receiver.
    if (status == BAD_REQUEST || status == TOO_LARGE || status == UNPROCESSABLE) {
      return new Answer.Refused(text);
    }
    boolean unclear = status >= SERVER_ERROR || status == REQUEST_TIMEOUT;
    return new Answer.Failed(
        text, unclear, status == TOO_MANY || unclear ? patience(response) : Optional.empty());
  }

  private static Optional<Duration> patience(HttpResponse<InputStream> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,5}"))
        .map(Long::parseLong)
        .map(seconds -> Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT_SECONDS)));
  }

  /// What a receiver said, without the secrets that he may have repeated.
  private static String shown(byte[] bytes, List<String> secrets) {
    String text =
        redacted(Wording.line(new String(bytes, StandardCharsets.UTF_8)), secrets).strip();
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
  }

  private static String redacted(String text, List<String> secrets) {
    String rest = text;
    for (String secret : secrets) {
      rest = rest.replace(secret, "***");
    }
    return rest;
  }

  /// The URL that a secret is. Fault `route-unusable`, which does not repeat it.
  static URI secretUrl(String text) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException _) {
      // Without its cause, whose message repeats the text.
      throw unusable();
    }
    boolean safe =
        url.getHost() != null
            && ("https".equals(url.getScheme())
                || ("http".equals(url.getScheme()) && Loopback.names(url.getHost())));
    if (!safe) {
      throw unusable();
    }
    return url;
  }

  private static Fault unusable() {
    return Fault.of(ObserveError.ROUTE_UNUSABLE, "the secret of the route is no https URL")
        .hint("Store the URL of the webhook, and nothing else, where the reference leads.");
  }

  @Override
  public void close() {
    attempts.shutdownNow();
    client.shutdownNow();
  }
}
