package dev.ballast.server.http;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.server.access.AccessError;
import dev.ballast.server.oidc.FormText;
import dev.ballast.server.oidc.ProviderLogins.Form;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// Asks an OpenID provider. Follows no redirects and reads no more than it needs.
public final class ProviderClient implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 20;
  private static final int OK = 200;

  /// What a form is answered with that the provider understood and refuses.
  private static final int REFUSED = 400;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /// The body of the answer, of a refusal of a form too; a GET where there is no form. Throws
  /// `provider-unusable`.
  public byte[] ask(URI where, Optional<Form> form) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(where).timeout(LIMIT).header("Accept", "application/json");
    form.ifPresent(f -> fill(request, f));
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(MOST_BYTES);
        boolean answered =
            response.statusCode() == OK || (form.isPresent() && response.statusCode() == REFUSED);
        if (!answered) {
          throw unusable(where, "HTTP status " + response.statusCode());
        }
        return bytes;
      }
    } catch (InterruptedException e) {
      throw CommonError.interrupted("asking the provider");
    } catch (IOException e) {
      throw unusable(where, IoReason.of(e)).cause(e);
    }
  }

  private static void fill(HttpRequest.Builder request, Form form) {
    request
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(FormText.of(form.fields())));
    // RFC 6749, section 2.3.1: both are encoded as in a form first.
    form.password()
        .ifPresent(
            password ->
                request.header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString(
                                (FormText.encoded(form.user()) + ":" + FormText.encoded(password))
                                    .getBytes(StandardCharsets.UTF_8))));
  }

  private static Fault unusable(URI where, String why) {
    return Fault.of(AccessError.PROVIDER_UNUSABLE, "the provider cannot be used")
        .detail(where.getHost() + where.getPath() + ": " + why)
        .hint("Users with a password of the node may still log in.");
  }

  @Override
  public void close() {
    client.close();
  }
}
