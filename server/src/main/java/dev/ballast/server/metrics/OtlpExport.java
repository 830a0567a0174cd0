package dev.ballast.server.metrics;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Kind;
import dev.ballast.observe.family.Metric;
import dev.ballast.observe.family.Unit;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.targets.config.OtlpSettings;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporterBuilder;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Sends the figures that `/metrics` shows by OTLP over HTTP, again and again.
public final class OtlpExport implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /// As many entities of a metric as there may be; the library drops others silently.
  private static final int ENTITIES = 1_000_000;

  private static final String TARGET = "target";

  /// The library reports on the terminal what [#failing()] reports. Held here, since a logger that
  /// nobody holds forgets its level.
  private static final Logger LIBRARY_LOG = Logger.getLogger("io.opentelemetry");

  private final SdkMeterProvider provider;
  private final WatchedExporter exporter;

  private OtlpExport(SdkMeterProvider provider, WatchedExporter exporter) {
    this.provider = provider;
    this.exporter = exporter;
  }

  /// Begins to send.
  ///
  /// @param release the version of Ballast
  public static OtlpExport start(
      OtlpSettings settings, Board board, List<Family<?>> families, String release) {
    LIBRARY_LOG.setLevel(Level.OFF);
    OtlpHttpMetricExporterBuilder builder =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(settings.endpoint().toString())
            .setTimeout(LIMIT);
    settings
        .authorization()
        .ifPresent(secret -> builder.setHeaders(() -> Map.of("Authorization", secret.resolve())));
    WatchedExporter exporter = new WatchedExporter(builder.build(), settings.endpoint());
    SdkMeterProvider provider =
        SdkMeterProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.builder()
                        .put("service.name", "ballast")
                        .put("service.version", release)
                        .build()))
            .registerMetricReader(
                PeriodicMetricReader.builder(exporter).setInterval(settings.interval()).build(),
                instrument -> ENTITIES)
            .build();
    Meter meter = provider.get("ballast");
    meter
        .gaugeBuilder("ballast.target.up")
        .setDescription("1 where the last attempt to read the target succeeded")
        .buildWithCallback(
            to ->
                board
                    .targets()
                    .forEach(t -> to.record(Exposition.up(t), attributes(t, List.of()))));
    for (Family<?> family : families) {
      for (int i = 0; i < family.metrics().size(); i++) {
        register(meter, family, i, board);
      }
    }
    return new OtlpExport(provider, exporter);
  }

  private static void register(Meter meter, Family<?> family, int index, Board board) {
    Metric<?> metric = family.metrics().get(index);
    String name = "ballast." + family.name() + "." + metric.name();
    if (metric.kind() == Kind.COUNTER) {
      meter
          .counterBuilder(name)
          .ofDoubles()
          .setDescription(metric.help())
          .setUnit(unit(metric.unit()))
          .buildWithCallback(to -> record(to, family, index, board));
    } else {
      meter
          .gaugeBuilder(name)
          .setDescription(metric.help())
          .setUnit(unit(metric.unit()))
          .buildWithCallback(to -> record(to, family, index, board));
    }
  }

  private static void record(
      ObservableDoubleMeasurement to, Family<?> family, int index, Board board) {
    for (TargetState target : board.targets()) {
      for (Figures figures : Exposition.current(target, family)) {
        double value = figures.value(index);
        if (!Double.isNaN(value)) {
          to.record(value, attributes(target, figures.labels().all()));
        }
      }
    }
  }

  private static Attributes attributes(TargetState target, List<Label> labels) {
    AttributesBuilder attributes = Attributes.builder().put(TARGET, target.target());
    labels.forEach(label -> attributes.put(label.name(), label.value()));
    return attributes.build();
  }

  private static String unit(Unit unit) {
    return switch (unit) {
      case BYTES -> "By";
      case SECONDS, TIMESTAMP -> "s";
      case TRANSACTIONS -> "{transaction}";
      case NUMBER -> "1";
    };
  }

  /// Why the last export failed.
  public Optional<Fault> failing() {
    return exporter.failing();
  }

  /// Sends once more, if that is possible in time.
  @Override
  public void close() {
    provider.close();
  }
}
