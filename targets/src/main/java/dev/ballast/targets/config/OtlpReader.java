package dev.ballast.targets.config;

import dev.ballast.postgres.Loopback;
import dev.ballast.targets.secret.SecretReference;
import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/// Reads the section `serve.otlp`. For one file.
final class OtlpReader {
  private static final ScalarType<URI> URL = ScalarType.text("a URL", OtlpReader::url);
  private static final ScalarType<Duration> INTERVAL = Values.duration("10s", "1h");

  private final ScalarType<SecretReference> secret;

  OtlpReader(ScalarType<SecretReference> secret) {
    this.secret = secret;
  }

  Optional<OtlpSettings> read(Section section) {
    Optional<URI> endpoint = section.required("endpoint", URL);
    Duration interval =
        section.optional("interval", INTERVAL).orElse(OtlpSettings.DEFAULT_INTERVAL);
    Optional<SecretReference> authorization = section.optional("authorization", secret);
    if (endpoint.isPresent()
        && authorization.isPresent()
        && endpoint.get().getScheme().equals("http")
        && !Loopback.names(endpoint.get().getHost())) {
      section.reject("authorization", "a secret is sent by https or to this machine only");
    }
    section.done();
    return endpoint.map(e -> new OtlpSettings(e, interval, authorization));
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      if (url.getHost() == null
          || !(url.getScheme().equals("http") || url.getScheme().equals("https"))
          || url.getUserInfo() != null) {
        throw new IllegalArgumentException(
            "must be http:// or https:// with a host and without a user, as in"
                + " https://otel.example.com:4318/v1/metrics");
      }
      return url;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not a URL", e);
    }
  }
}
