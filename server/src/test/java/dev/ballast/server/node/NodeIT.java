package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.report.server.StatusReport;
import dev.ballast.report.server.StatusReport.State;
import dev.ballast.report.server.StatusReport.TargetLine;
import dev.ballast.server.ServerError;
import dev.ballast.server.api.HealthView;
import dev.ballast.server.api.JobView;
import dev.ballast.server.api.SeriesView;
import dev.ballast.server.api.TargetView;
import dev.ballast.server.http.NodeClient;
import dev.ballast.server.log.LogLine;
import dev.ballast.server.log.LogLine.Kind;
import dev.ballast.server.log.NodeLog;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.store.job.JobRun;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ListenSettings;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// A node over two real servers, of which one goes away.
class NodeIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int MAJOR = 18;
  private static final int CHUNK_BYTES = 1 << 20;

  @Test
  void figuresAndAProofAppearWithoutAnyoneCallingForThem() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("node");
        TemporaryCluster shop =
            TemporaryCluster.of(MAJOR, CLOCK)
                .setting("log_line_prefix", "%a|")
                .setting("log_disconnections", "on")
                .tcp()
                .start();
        // It can be watched and not backed up, so that nothing is known of its objectives.
        TemporaryCluster other =
            TemporaryCluster.of(MAJOR, CLOCK).setting("max_wal_senders", "0").tcp().start()) {
      try (Session session = shop.session()) {
        session.execute("CREATE TABLE orders AS SELECT generate_series(1, 1000) AS id");
      }
      NodeSettings settings =
          new NodeSettings(
              configuration(folder.path(), shop, other),
              new StoreLocation.Embedded(folder.path().resolve("store")),
              folder.path().resolve("state"),
              folder.path().resolve("heads"),
              ListenSettings.DEFAULTS.withPort(0));
      Queue<LogLine> lines = new ConcurrentLinkedQueue<>();
      try (Node node = Node.start(settings, new NodeLog(lines::add, CLOCK), CLOCK);
          NodeClient client = client(node, settings);
          NodeClient stranger = new NodeClient(node.address(), "0".repeat(64), Optional.empty())) {
        assertThatThrownBy(() -> stranger.get("/api/v1/targets/shop", TargetView.class))
            .isInstanceOfSatisfying(
                Fault.class, f -> assertThat(f.code()).isEqualTo(ServerError.NODE_REFUSED));
        aPortThatIsTakenIsReported(folder.path(), settings, node.address().getPort());
        eventually(() -> client.get("/api/v1/targets/shop", TargetView.class).reachable());
        eventually(() -> client.get("/api/v1/targets/other", TargetView.class).reachable());
        assertThat(client.get("/api/v1/health", HealthView.class).ready()).isTrue();
        assertThat(client.get("/api/v1/status", StatusReport.class).troubles())
            .noneMatch(trouble -> trouble.contains("has ended"));
        whatIsTooLongIsRefused(client);
        other.stop(StopMode.IMMEDIATE);
        eventually(() -> !client.get("/api/v1/targets/other", TargetView.class).reachable());
        aProofAppears(client);
        theLogIsReceived(client, shop);
        whatWasDoneIsWrittenDown(lines, shop);
        theOtherTargetIsNamed(client.get("/api/v1/status", StatusReport.class));
        // Nobody waited for the one that is gone.
        SeriesView series =
            client.get(
                "/api/v1/targets/shop/series/database/commits?label.database=postgres",
                SeriesView.class);
        assertThat(series.points()).hasSizeGreaterThan(1);
        other.start();
        eventually(() -> client.get("/api/v1/targets/other", TargetView.class).reachable());
      }
    }
  }

  private static void aPortThatIsTakenIsReported(Path folder, NodeSettings like, int port) {
    NodeSettings second =
        new NodeSettings(
            like.configuration(),
            new StoreLocation.Embedded(folder.resolve("second-store")),
            folder.resolve("second-state"),
            like.heads(),
            like.listen().withPort(port));
    assertThatThrownBy(() -> Node.start(second, CLOCK))
        .isInstanceOfSatisfying(
            Fault.class, f -> assertThat(f.code()).isEqualTo(ServerError.ADDRESS_UNUSABLE));
  }

  private static void aProofAppears(NodeClient client) {
    eventually(
        () ->
            client.get("/api/v1/jobs/prove%20shop", JobView.class).runs().stream()
                .anyMatch(run -> run.result() == JobRun.Result.DONE));
    TargetLine shop = line(client.get("/api/v1/status", StatusReport.class), "shop");
    assertThat(shop.objectives())
        .filteredOn(o -> o.objective().equals("proof-age") || o.objective().equals("recovery-time"))
        .hasSize(2)
        .allMatch(o -> o.state() == State.MET)
        .allMatch(o -> o.measuredSeconds().orElseThrow() < 120);
  }

  /// What is written after the proof's backup is in the vault within seconds, and that is known.
  private static void theLogIsReceived(NodeClient client, TemporaryCluster shop) {
    try (Session session = shop.session()) {
      session.execute("INSERT INTO orders SELECT generate_series(1001, 2000)");
    }
    eventually(
        () ->
            line(client.get("/api/v1/status", StatusReport.class), "shop").objectives().stream()
                .filter(o -> o.objective().equals("recovery-point"))
                .anyMatch(o -> o.state() == State.MET && o.measuredSeconds().orElseThrow() < 5));
    eventually(
        () ->
            !client
                .get("/api/v1/targets/shop/series/recovery_point/lag_bytes", SeriesView.class)
                .points()
                .isEmpty());
    try (Session session = shop.session()) {
      assertThat(
              session.text(
                  "SELECT active FROM pg_replication_slots WHERE slot_name = 'ballast_shop'"))
          .isEqualTo("t");
    }
  }

  /// The line of the run has an id that the server's own log has too.
  private static void whatWasDoneIsWrittenDown(Queue<LogLine> lines, TemporaryCluster shop) {
    LogLine run =
        lines.stream()
            .filter(l -> l.kind() == Kind.JOB && l.job().equals(Optional.of("prove shop")))
            .findFirst()
            .orElseThrow();
    assertThat(run.message()).contains("proved");
    assertThat(log(shop)).contains(" " + run.correlation().orElseThrow() + "|LOG:  disconnection");
    assertThat(lines)
        .anyMatch(l -> l.kind() == Kind.EVENT && l.target().equals(Optional.of("other")))
        .anyMatch(
            l ->
                l.request()
                    .filter(r -> r.path().equals("/api/v1/targets/{target}") && r.status() == 200)
                    .isPresent());
  }

  private static String log(TemporaryCluster cluster) {
    try {
      return Files.readString(cluster.log(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void theOtherTargetIsNamed(StatusReport status) {
    assertThat(status.targets().getFirst().target()).isEqualTo("other");
    assertThat(line(status, "other").unreachable()).isPresent();
    assertThat(line(status, "other").objectives()).allMatch(o -> o.state() == State.UNKNOWN);
    assertThat(line(status, "shop").unreachable()).isEmpty();
  }

  private static TargetLine line(StatusReport status, String target) {
    return status.targets().stream()
        .filter(t -> t.target().equals(target))
        .findFirst()
        .orElseThrow();
  }

  private static Configuration configuration(
      Path folder, TemporaryCluster shop, TemporaryCluster other) throws IOException {
    Path key = folder.resolve("master.key");
    MasterKey master = MasterKey.generate();
    master.save(key);
    Path vault = folder.resolve("vault");
    Vault.init(new VaultSettings(vault, folder.resolve("heads"), CLOCK), master, CHUNK_BYTES)
        .close();
    Path file = folder.resolve("ballast.yaml");
    Files.writeString(
        file,
        "version: 1\nvaults:\n  main:\n    folder: %s\n    key: file:%s\ntargets:\n"
                .formatted(vault, key)
            + target("shop", shop)
            + "    wal:\n      flush-interval: 100ms\n"
            + target("other", other));
    return Configuration.read(file);
  }

  private static String target(String name, TemporaryCluster cluster) {
    return "  %s:\n    host: 127.0.0.1\n    port: %d\n    user: postgres\n    auth: [none]\n"
            .formatted(name, cluster.settings().port())
        + "    objectives:\n      proof-age: 1h\n";
  }

  private static NodeClient client(Node node, NodeSettings settings) {
    NodeAddress written = NodeAddress.existing(settings.state());
    assertThat(written.url()).isEqualTo(node.address());
    return written.client(AccessToken.existing(settings.state()));
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

  /// Before it comes to the node's own part, so that there is no body.
  private static void whatIsTooLongIsRefused(NodeClient client) {
    assertThatThrownBy(() -> client.get("/api/v1/alerts/" + "a".repeat(20_000), HealthView.class))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> assertThat(fault.code()).isEqualTo(ServerError.NODE_REQUEST_INVALID));
  }
}
