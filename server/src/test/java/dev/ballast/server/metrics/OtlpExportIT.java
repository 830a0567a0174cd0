package dev.ballast.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ballast.evidence.Clock;
import dev.ballast.server.api.HealthView;
import dev.ballast.server.api.TargetView;
import dev.ballast.server.http.NodeClient;
import dev.ballast.server.node.ServingNode;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A receiver of OTLP that first refuses and then takes what a node sends.
class OtlpExportIT {
  private static final Clock CLOCK = Clock.system();
  private static final String SECRET = "Bearer canary-5f0c";

  private final AtomicInteger status = new AtomicInteger(401);
  private final Queue<ExportMetricsServiceRequest> taken = new ConcurrentLinkedQueue<>();
  private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();

  @TempDir private Path folder;

  @Test
  void aReceiverThatRefusesIsReportedAndTakesTheFiguresLater() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/v1/metrics", this::take);
    receiver.start();
    String section =
        "serve:\n  otlp:\n    endpoint: http://127.0.0.1:%d/v1/metrics\n    interval: 10s\n"
                .formatted(receiver.getAddress().getPort())
            + "    authorization: file:%s\n".formatted(secret);
    try (ServingNode node = ServingNode.start(section, CLOCK);
        NodeClient client = node.client()) {
      eventually(() -> client.get("/api/v1/targets/shop", TargetView.class).reachable());
      eventually(() -> client.get("/api/v1/health", HealthView.class).otlp().isPresent());
      HealthView health = client.get("/api/v1/health", HealthView.class);
      assertThat(health.otlp().orElseThrow().code()).isEqualTo("otlp-export-failed");
      assertThat(health.toString()).doesNotContain("canary");
      // What is sent elsewhere does not decide whether the node does its work.
      assertThat(health.ready()).isTrue();
      status.set(200);
      eventually(() -> !taken.isEmpty());
      eventually(() -> client.get("/api/v1/health", HealthView.class).otlp().isEmpty());
    } finally {
      receiver.stop(0);
    }

    assertThat(authorizations).isNotEmpty().allMatch(SECRET::equals);
    Metric commits = metric("ballast.database.commits");
    assertThat(commits.getSum().getIsMonotonic()).isTrue();
    assertThat(commits.getSum().getDataPointsList())
        .anyMatch(p -> is(p, "database", "postgres") && p.getAsDouble() > 0);
    assertThat(metric("ballast.target.up").getGauge().getDataPointsList())
        .singleElement()
        .matches(p -> is(p, "target", "shop") && p.getAsDouble() == 1);
    assertThat(metric("ballast.database_size.bytes").getUnit()).isEqualTo("By");
  }

  private Metric metric(String name) {
    List<Metric> found =
        taken.stream()
            .flatMap(r -> r.getResourceMetricsList().stream())
            .flatMap(r -> r.getScopeMetricsList().stream())
            .flatMap(s -> s.getMetricsList().stream())
            .filter(m -> m.getName().equals(name))
            .toList();
    assertThat(found).as(name).isNotEmpty();
    return found.getFirst();
  }

  private static boolean is(NumberDataPoint point, String name, String value) {
    return point.getAttributesList().stream()
        .anyMatch(a -> a.getKey().equals(name) && a.getValue().getStringValue().equals(value));
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(body);
      authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
      if (status.get() == 200) {
        taken.add(request);
      }
      exchange.sendResponseHeaders(status.get(), -1);
    }
  }

  private static void eventually(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      assertThat(CLOCK.since(began)).isLessThan(Duration.ofMinutes(2));
      CLOCK.pause(Duration.ofMillis(100));
    }
  }
}
