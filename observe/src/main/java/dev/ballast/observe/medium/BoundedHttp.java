package dev.ballast.observe.medium;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

/// Exchanges over HTTP with servers that the configuration names. Follows no redirect, so that
/// what is sent goes to no other place; from the first byte that is sent to the last one that is
/// read there is a limit of time. Safe for any number of threads.
public final class BoundedHttp implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  private final HttpClient client;
  private final Duration limit;
  private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();

  private BoundedHttp(HttpClient client, Duration limit) {
    this.client = client;
    this.limit = requireNonNull(limit, "limit is null");
  }

  /// Trusts an authority of its own, or those of the JVM.
  public static BoundedHttp trusting(Optional<Path> rootCertificate, Duration limit) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER);
    rootCertificate.map(RootCertificate::context).ifPresent(builder::sslContext);
    return new BoundedHttp(builder.build(), limit);
  }

  /// A header whose value may be a secret.
  public record Header(String name, String value) {
    /// Whether it can be sent: a secret with a line break would be several headers.
    boolean isOneLine() {
      return value.matches("[ -~]+");
    }
  }

  /// Adds the headers. Returns what is wrong with one of them, without its value; then none is
  /// sent.
  public static Optional<String> add(HttpRequest.Builder request, List<Header> headers) {
    Optional<Header> wrong = headers.stream().filter(header -> !header.isOneLine()).findFirst();
    if (wrong.isEmpty()) {
      headers.forEach(header -> request.header(header.name(), header.value()));
    }
    return wrong.map(
        header -> "the secret for the header " + header.name() + " is not one line of ASCII");
  }

  /// Reads an answer, or as much of it as is needed.
  @FunctionalInterface
  public interface Reader<T> {
    T read(HttpResponse<InputStream> response, InputStream body) throws IOException;
  }

  /// One exchange. Throws `IOException` where it fails, and [Late] where it takes too long.
  ///
  /// @param what is done, for who interrupts it
  public <T> T exchange(HttpRequest request, String what, Reader<T> reader) throws IOException {
    Future<T> running = attempts.submit(() -> send(request, reader));
    try {
      return running.get(limit.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      running.cancel(true);
      throw CommonError.interrupted(what);
    } catch (TimeoutException e) {
      running.cancel(true);
      throw new Late("no whole answer within " + limit.toSeconds() + " s");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case Fault fault -> throw fault;
        case InterruptedException interrupted -> throw CommonError.interrupted(what);
        case null, default ->
            throw new IllegalStateException("nothing could be sent", e.getCause());
      }
    }
  }

  private <T> T send(HttpRequest request, Reader<T> reader)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      return reader.read(response, body);
    }
  }

  /// That the limit of time is over; what was sent may have arrived.
  public static final class Late extends IOException {
    private static final long serialVersionUID = 1L;

    Late(String message) {
      super(message);
    }
  }

  /// A text without secrets that it may repeat.
  public static String redacted(String text, List<String> secrets) {
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
