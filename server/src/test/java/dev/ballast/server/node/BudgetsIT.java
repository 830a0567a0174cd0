package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.report.server.BudgetLine;
import dev.ballast.report.server.StatusReport;
import dev.ballast.server.api.AlertsView;
import dev.ballast.server.api.ObjectivesView;
import dev.ballast.server.http.NodeClient;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ListenSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// A node counts what clients of a real server get, alerts where that is too bad, and continues
/// with what it counted before it was started again.
class BudgetsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// A minute in six seconds.
  private static final int HURRY = 10;

  @Test
  void anOutageBurnsTheBudgetAndSoDoSlowStatements() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("budgets");
        TemporaryCluster shop =
            TemporaryCluster.of(18, Clock.system())
                .setting("shared_preload_libraries", "pg_stat_statements")
                .tcp()
                .start()) {
      try (Session owner = shop.session()) {
        owner.execute("CREATE EXTENSION pg_stat_statements");
        owner.execute("CREATE TABLE orders AS SELECT generate_series(1, 100) AS id");
      }
      NodeSettings settings = settings(folder.path(), shop);
      HurriedClock clock = new HurriedClock();
      try (Node _ = Node.start(settings, clock);
          NodeClient client = client(settings)) {
        clock.hurry(HURRY);
        eventually(() -> availability(client).filter(line -> line.known() > 0).isPresent());
        slowStatementsAreBad(client, shop);
        shop.stop(StopMode.IMMEDIATE);
        eventually(() -> alert(client).isPresent());
        clock.hurry(1);
        burns(client);
        metricsAreThere(client);
        shop.start();
      }
      BudgetLine before;
      try (Node _ = Node.start(settings, clock);
          NodeClient client = client(settings)) {
        eventually(() -> availability(client).isPresent());
        before = availability(client).orElseThrow();
      }
      // Bad probes of the process before.
      assertThat(before.total() - before.good()).isGreaterThanOrEqualTo(3);
      assertThat(before.state()).isEqualTo(BudgetLine.State.BURNING);
    }
  }

  /// A statement that takes 200 ms where 50 may.
  private static void slowStatementsAreBad(NodeClient client, TemporaryCluster shop) {
    eventually(
        () -> {
          try (Session owner = shop.session()) {
            owner.text("SELECT pg_sleep(0.2)::text || id::text FROM orders WHERE id = 1");
          }
          return lines(client).stream()
              .anyMatch(
                  line ->
                      line.objective().equals("statement-time read postgres")
                          && line.total() - line.good() >= 1);
        });
    BudgetLine reads =
        lines(client).stream()
            .filter(line -> line.objective().equals("statement-time read postgres"))
            .findFirst()
            .orElseThrow();
    assertThat(reads.asked()).isEqualTo("95 % within 50 ms");
    assertThat(reads.total()).isBetween(1.0, 500.0);
    assertThat(reads.good()).isLessThan(0.1 * reads.total());
  }

  private static void burns(NodeClient client) {
    Alert alert = alert(client).orElseThrow();
    assertThat(alert.urgency()).isEqualTo(Urgency.PAGE);
    assertThat(alert.subject().value("objective")).contains("availability");
    assertThat(alert.condition().summary())
        .startsWith("the error budget of availability (99.9 %) was used ");
    assertThat(alert.condition().remedies()).isNotEmpty();
    BudgetLine line = availability(client).orElseThrow();
    // Fewer raise no alert.
    assertThat(line.total() - line.good()).isGreaterThanOrEqualTo(3);
    assertThat(line.good()).isGreaterThanOrEqualTo(3);
    StatusReport status = client.get("/api/v1/status", StatusReport.class);
    assertThat(status.targets().getFirst().budgets())
        .extracting(BudgetLine::objective)
        .contains("availability", "statement-time read postgres");
  }

  private static void metricsAreThere(NodeClient client) {
    assertThat(client.text("/metrics"))
        .contains("ballast_objective_budget_left_ratio{objective=\"availability\",target=\"shop\"}")
        .contains("ballast_objective_burn_rate{objective=\"availability\"");
  }

  private static Optional<BudgetLine> availability(NodeClient client) {
    return lines(client).stream()
        .filter(line -> line.objective().equals("availability"))
        .findFirst();
  }

  private static List<BudgetLine> lines(NodeClient client) {
    return client.get("/api/v1/objectives", ObjectivesView.class).targets().getFirst().budgets();
  }

  private static Optional<Alert> alert(NodeClient client) {
    return client.get("/api/v1/alerts", AlertsView.class).alerts().stream()
        .filter(a -> a.check().equals("budget-burning-fast"))
        .filter(a -> a.subject().value("objective").equals(Optional.of("availability")))
        .findFirst();
  }

  private static NodeClient client(NodeSettings settings) {
    return NodeAddress.existing(settings.state()).client(AccessToken.existing(settings.state()));
  }

  private static NodeSettings settings(Path folder, TemporaryCluster server) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("ballast.yaml"),
            """
            version: 1
            targets:
              shop:
                host: 127.0.0.1
                port: %d
                user: postgres
                auth: [none]
                objectives:
                  availability: 99.9%%
                  databases:
                    postgres: {read-p95: 50ms}
            """
                .formatted(server.settings().port()));
    return new NodeSettings(
        Configuration.read(file),
        new StoreLocation.Embedded(folder.resolve("store")),
        folder.resolve("state"),
        folder.resolve("heads"),
        ListenSettings.DEFAULTS.withPort(0));
  }

  private static void eventually(BooleanSupplier what) {
    long began = Clock.system().nanoTime();
    while (!what.getAsBoolean()) {
      if (Clock.system().since(began).compareTo(PATIENCE) > 0) {
        fail("it did not come about within " + PATIENCE);
      }
      Clock.system().pause(Duration.ofMillis(200));
    }
  }
}
