package dev.ballast.server.metrics;

import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;

/// Remembers whether the last export came through. Safe for any number of threads.
final class WatchedExporter implements MetricExporter {
  private final MetricExporter sending;
  private final URI endpoint;
  private volatile Optional<Fault> failing = Optional.empty();

  WatchedExporter(MetricExporter sending, URI endpoint) {
    this.sending = sending;
    this.endpoint = endpoint;
  }

  Optional<Fault> failing() {
    return failing;
  }

  @Override
  public CompletableResultCode export(Collection<MetricData> metrics) {
    CompletableResultCode result = sending.export(metrics);
    result.whenComplete(
        () -> failing = result.isSuccess() ? Optional.empty() : Optional.of(failed(result)));
    return result;
  }

  private Fault failed(CompletableResultCode result) {
    Throwable why = result.getFailureThrowable();
    return Fault.of(ServerError.OTLP_EXPORT_FAILED, "metrics are not taken at " + endpoint)
        .detail(why == null ? "the receiver gave no reason" : String.valueOf(why.getMessage()))
        .hint("Check serve.otlp in ballast.yaml, and that the receiver takes OTLP over HTTP.");
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType type) {
    return AggregationTemporality.CUMULATIVE;
  }

  @Override
  public CompletableResultCode flush() {
    return sending.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return sending.shutdown();
  }
}
