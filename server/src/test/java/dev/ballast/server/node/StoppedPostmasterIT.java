package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.server.StoppedProcess;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.server.api.AlertsView;
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

/// A server whose first process is stopped: the kernel takes connections, nobody answers them, and
/// sessions that are open work on.
class StoppedPostmasterIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Test
  void thatNoClientGetsASessionPagesWhileTheWatchGoesOn() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("stopped");
        TemporaryCluster shop = TemporaryCluster.of(18, Clock.system()).tcp().start()) {
      NodeSettings settings = settings(folder.path(), shop);
      try (Node _ = Node.start(settings, Clock.system());
          NodeClient client =
              NodeAddress.existing(settings.state())
                  .client(AccessToken.existing(settings.state()))) {
        eventually(() -> client.text("/metrics").contains("ballast_target_up{target=\"shop\"} 1"));
        try (StoppedProcess _ = StoppedProcess.of(List.of(postmaster(shop)))) {
          eventually(() -> alert(client).isPresent());
          Alert alert = alert(client).orElseThrow();
          assertThat(alert.urgency()).isEqualTo(Urgency.PAGE);
          assertThat(alert.cause()).isEmpty();
          assertThat(alert.condition().remedies().getFirst().command())
              .isEqualTo("ballast target check --target shop");
          assertThat(client.text("/metrics")).contains("ballast_target_up{target=\"shop\"} 1");
        }
        // That it ends two minutes later is the ledger's, as of every alert: AlertLedgerTest.
      }
    }
  }

  private static long postmaster(TemporaryCluster of) {
    try {
      return Long.parseLong(
          Files.readAllLines(of.dataDirectory().resolve("postmaster.pid")).getFirst());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<Alert> alert(NodeClient client) {
    return client.get("/api/v1/alerts", AlertsView.class).alerts().stream()
        .filter(alert -> alert.check().equals("clients-unserved"))
        .filter(Alert::open)
        .findFirst();
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
                database: postgres
                auth: [none]
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
