package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.targets.secret.SecretReference;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Where a node sends its metrics by OTLP over HTTP.
///
/// @param endpoint such as `https://otel.example.com:4318/v1/metrics`
/// @param interval between two exports
/// @param authorization value of the header `Authorization`
public record OtlpSettings(
    URI endpoint, Duration interval, Optional<SecretReference> authorization) {
  static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(60);

  public OtlpSettings {
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(interval, "interval is null");
    requireNonNull(authorization, "authorization is null");
  }
}
