package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.report.server.StatusReport;
import dev.ballast.server.ServerError;
import dev.ballast.server.api.HealthView;
import dev.ballast.server.api.JobsView;
import dev.ballast.server.api.SeriesView;
import dev.ballast.server.http.NodeClient;
import dev.ballast.store.StoreError;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ListenSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A node whose store is on another server, which is not always there.
class AbsentStoreIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String COMMITS =
      "/api/v1/targets/shop/series/database/commits?label.database=postgres";

  @Test
  void aNodeServesWhatItHasUntilItsStoreIsThere() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("absent");
        TemporaryCluster shop = TemporaryCluster.of(18, CLOCK).tcp().start();
        TemporaryCluster store = TemporaryCluster.of(18, CLOCK).tcp().start()) {
      aNewerStoreIsRefused(folder.path(), shop, store);
      store.stop(StopMode.FAST);
      NodeSettings settings = settings(folder.path(), shop, store);
      try (Node _ = Node.start(settings, CLOCK);
          NodeClient client =
              NodeAddress.existing(settings.state())
                  .client(AccessToken.existing(settings.state()))) {
        eventually(() -> series(client).points().size() > 1);
        assertThat(series(client).incomplete().orElseThrow().code())
            .isEqualTo(StoreError.STORE_AWAY.id());
        isAway(client);
        store.start();
        eventually(() -> client.get("/api/v1/health", HealthView.class).ready());
        assertThat(series(client).incomplete()).isEmpty();
        assertThat(client.get("/api/v1/jobs", JobsView.class).jobs()).isNotEmpty();

        signal("-STOP", store);
        eventually(() -> !client.get("/api/v1/health", HealthView.class).ready());
        assertThat(series(client).points()).hasSizeGreaterThan(1);
        assertThat(series(client).incomplete()).isPresent();
        isAway(client);
        signal("-CONT", store);
        eventually(() -> client.get("/api/v1/health", HealthView.class).ready());
        assertThat(series(client).incomplete()).isEmpty();
      }
    }
  }

  /// What was stored by a later version is not touched, and nothing is served from it.
  private static void aNewerStoreIsRefused(
      Path folder, TemporaryCluster shop, TemporaryCluster store) throws IOException {
    NodeSettings settings = settings(folder, shop, store);
    Node.start(settings, CLOCK).close();
    try (Session session = store.session()) {
      session.execute(
          "INSERT INTO ballast.flyway_schema_history (installed_rank, version, description, type,"
              + " script, installed_by, execution_time, success)"
              + " VALUES (999, '999', 'of later', 'SQL', 'V999__of_later.sql', 'x', 1, true)");
    }
    assertThatThrownBy(() -> Node.start(settings, CLOCK))
        .isInstanceOfSatisfying(
            Fault.class, f -> assertThat(f.code()).isEqualTo(StoreError.STORE_NEWER));
    try (Session session = store.session()) {
      session.execute("DELETE FROM ballast.flyway_schema_history WHERE version = '999'");
    }
  }

  private static void isAway(NodeClient client) {
    HealthView health = client.get("/api/v1/health", HealthView.class);
    assertThat(health.ready()).isFalse();
    assertThat(health.store()).isPresent();
    assertThat(client.get("/api/v1/status", StatusReport.class).troubles())
        .anyMatch(trouble -> trouble.startsWith("the store does not take samples"));
    Fault refused =
        catchThrowableOfType(Fault.class, () -> client.get("/api/v1/jobs", JobsView.class));
    assertThat(refused.code()).isEqualTo(ServerError.NODE_REFUSED);
    assertThat(refused.detail()).get().asString().contains(StoreError.STORE_AWAY.id(), "503");
    assertThat(refused.hint()).isPresent();
  }

  private static SeriesView series(NodeClient client) {
    return client.get(COMMITS, SeriesView.class);
  }

  private static NodeSettings settings(Path folder, TemporaryCluster shop, TemporaryCluster store)
      throws IOException {
    Path file = folder.resolve("ballast.yaml");
    Files.writeString(
        file,
        """
        version: 1
        serve:
          store:
            url: postgresql://postgres@127.0.0.1:%d/postgres?require_auth=none
        targets:
          shop:
            host: 127.0.0.1
            port: %d
            user: postgres
            auth: [none]
        """
            .formatted(store.settings().port(), shop.settings().port()));
    Configuration configuration = Configuration.read(file);
    return new NodeSettings(
        configuration,
        new StoreLocation.External(
            configuration.serve().store().external().orElseThrow()::connection),
        folder.resolve("state"),
        folder.resolve("heads"),
        ListenSettings.DEFAULTS.withPort(0));
  }

  /// To the server's first process and all its others.
  private static void signal(String signal, TemporaryCluster cluster) throws IOException {
    long first =
        Long.parseLong(
            Files.readAllLines(cluster.dataDirectory().resolve("postmaster.pid")).getFirst());
    List<String> ids =
        Stream.concat(
                Stream.of(first),
                ProcessHandle.of(first).orElseThrow().children().map(ProcessHandle::pid))
            .map(String::valueOf)
            .toList();
    for (String id : ids) {
      ExternalCommand.run(List.of("kill", signal, id), Duration.ofSeconds(10));
    }
  }

  private static void eventually(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      if (CLOCK.since(began).compareTo(PATIENCE) > 0) {
        fail("it did not come about within " + PATIENCE);
      }
      CLOCK.pause(Duration.ofMillis(200));
    }
  }
}
