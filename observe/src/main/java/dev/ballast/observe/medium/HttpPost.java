package dev.ballast.observe.medium;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.medium.BoundedHttp.Header;
import dev.ballast.postgres.Loopback;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// Posts JSON to receivers that the configuration names, and reads no more of an answer than it
/// shows.
final class HttpPost implements AutoCloseable {
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

  private static final String NOTIFYING = "notifying a receiver of alerts";

  private final BoundedHttp http;

  private HttpPost(BoundedHttp http) {
    this.http = http;
  }

  /// Trusts an authority of its own, or those of the JVM.
  static HttpPost trusting(Optional<Path> rootCertificate) {
    return new HttpPost(BoundedHttp.trusting(rootCertificate, LIMIT));
  }

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
    return BoundedHttp.add(request, message.headers())
        .<Answer>map(Answer.Failed::before)
        .orElseGet(() -> attempt(request.build(), message.secrets(), HttpPost::judged));
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
    try {
      return http.exchange(
          request,
          NOTIFYING,
          (response, body) -> judge.judge(response, shown(body.readNBytes(MOST_BYTES), secrets)));
    } catch (BoundedHttp.Late e) {
      return Answer.Failed.inBetween(e.getMessage());
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
    return BoundedHttp.redacted(Wording.line(IoReason.of(e)), secrets);
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
        BoundedHttp.redacted(Wording.line(new String(bytes, StandardCharsets.UTF_8)), secrets)
            .strip();
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
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
    http.close();
  }
}
