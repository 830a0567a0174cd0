package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ballast.evidence.Clock;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.server.api.WatchersView;
import dev.ballast.server.http.NodeClient;
import dev.ballast.store.database.Store;
import dev.ballast.store.node.Membership.Watcher;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Point;
import dev.ballast.store.sample.Resolution;
import dev.ballast.store.sample.SampleJournal;
import dev.ballast.store.sample.SampleWriter;
import dev.ballast.store.sample.SeriesReader;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Two nodes in two processes on one store, of which one is killed while it proves a backup,
/// receives a target's log and has paged somebody.
class SeveralNodesIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int CHUNK_BYTES = 1 << 20;
  private static final Family<?> DATABASE =
      Families.all().stream()
          .<Family<?>>map(family -> family)
          .filter(family -> family.name().equals("database"))
          .findFirst()
          .orElseThrow();

  @Test
  void whatAKilledNodeWasDoingIsDoneByTheOther() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("nodes");
        TemporaryCluster shop =
            TemporaryCluster.of(18, CLOCK).tcp().setting("wal_keep_size", "1GB").start();
        TemporaryCluster store = TemporaryCluster.of(18, CLOCK).tcp().start();
        PageReceiver pages = PageReceiver.start()) {
      Path vault = vault(folder.path());
      String duty = pages.section("shop");
      Path slow = configuration(folder.path().resolve("slow.yaml"), vault, shop, store, duty);
      Path fast = configuration(folder.path().resolve("fast.yaml"), vault, shop, store, duty);
      Path first = folder.path().resolve("first");
      CompletableFuture<Void> process =
          CompletableFuture.runAsync(() -> serve(slow, first), Thread::startVirtualThread);
      eventually(() -> number(store, "SELECT count(*) FROM ballast.busy_host") == 1);
      NodeSettings settings = ServingProcess.settings(fast, folder.path().resolve("second"));
      try (Node _ = Node.start(settings, CLOCK);
          NodeClient client =
              NodeAddress.existing(settings.state())
                  .client(AccessToken.existing(settings.state()))) {
        String second = client.get("/api/v1/nodes", WatchersView.class).node();
        eventually(() -> watchers(client).size() == 2 && nodes(client).size() == 2);
        assertThat(number(store, "SELECT count(*) FROM ballast.job_run")).isZero();
        ReceivedShop received = new ReceivedShop(shop, vault);
        Lsn beforeKill = received.write("before");
        eventually(() -> received.has(beforeKill));
        received.assertOneReceiver();
        eventually(() -> pages.checks().equals(List.of("fsync-off")));
        killProcessOf(first);
        process.handle((done, killed) -> true).join();
        Lsn afterKill = received.write("while nobody receives");
        fullPageWritesOff(shop);

        eventually(() -> nodes(client).equals(Set.of(second)) && watchers(client).size() == 2);
        eventually(() -> received.has(afterKill));
        Lsn afterwards = received.write("after");
        eventually(() -> received.has(afterwards));
        received.assertOneReceiver();
        received.assertNoByteIsLost();
        eventually(() -> number(store, "SELECT count(*) FROM ballast.job_run") == 2);
        eachIsPagedOnce(pages, store);
        eachWasDoneOnceByTheSecond(store, second);
      }
      noSampleIsDoubled(settings, first);
    }
  }

  /// What the killed node had raised is the same alert at the other one, which finds what is new.
  private static void eachIsPagedOnce(PageReceiver pages, TemporaryCluster store) {
    eventually(() -> pages.checks().contains("full-page-writes-off"));
    assertThat(pages.checks()).containsExactly("fsync-off", "full-page-writes-off");
    assertThat(
            number(
                store,
                "SELECT count(*) FROM ballast.alert JOIN ballast.alert_step USING (alert_id)"
                    + " WHERE target = 'shop' AND check_name = 'fsync-off'"))
        .isEqualTo(1);
  }

  private static void fullPageWritesOff(TemporaryCluster shop) {
    try (Session session = shop.session()) {
      session.execute("ALTER SYSTEM SET full_page_writes = off");
      session.text("SELECT pg_reload_conf()::text");
    }
  }

  private static void eachWasDoneOnceByTheSecond(TemporaryCluster store, String second) {
    try (Session session = store.session()) {
      List<Run> runs =
          session.query(
              "SELECT job, node, started_at, ended_at, result FROM ballast.job_run ORDER BY started_at",
              row ->
                  new Run(
                      row.text("job"),
                      row.text("node") + " " + row.text("result"),
                      row.instant("started_at"),
                      row.instant("ended_at")));
      assertThat(runs).extracting(Run::job).containsExactlyInAnyOrder("prove shop", "prove twin");
      assertThat(runs).extracting(Run::how).containsOnly(second + " done");
      assertThat(runs.get(1).started()).isAfterOrEqualTo(runs.get(0).ended());
    }
  }

  /// A run as the store has it.
  private record Run(String job, String how, Instant started, Instant ended) {}

  /// What both had read and not stored is stored by their next starts, once. A target that two
  /// nodes watched at a time would have twice as many points.
  private static void noSampleIsDoubled(NodeSettings second, Path first) {
    try (Store store = Store.open(second.store(), CLOCK)) {
      SampleWriter writer = new SampleWriter(store.pool());
      for (Path folder : List.of(first, second.state())) {
        try (SampleJournal journal =
            SampleJournal.open(folder.resolve("journal"), 1L << 30, CLOCK)) {
          assertThat(writer.storeWaiting(journal)).isPositive();
          assertThat(writer.storeWaiting(journal)).isZero();
        }
      }
      try (SampleJournal journal = SampleJournal.open(first.resolve("journal"), 1L << 30, CLOCK)) {
        SeriesReader reader = new SeriesReader(store.pool(), journal, Duties::isCounter);
        for (String target : List.of("shop", "twin")) {
          List<Point> points = commits(reader, target);
          Duration span = Duration.between(points.getFirst().at(), points.getLast().at());
          long reads = span.dividedBy(DATABASE.cadence()) + 1;
          assertThat((long) points.size()).as(target).isBetween(reads / 2, reads + 3);
        }
      }
    }
  }

  private static List<Point> commits(SeriesReader reader, String target) {
    Instant now = CLOCK.now();
    return reader
        .read(
            new SeriesReader.SeriesName(
                target, DATABASE.layout(), Labels.of("database", "postgres"), "commits"),
            Resolution.RAW,
            now.minus(Duration.ofHours(1)),
            now)
        .points();
  }

  private static void serve(Path file, Path folder) {
    ExternalCommand.of(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ServingProcess.class.getName(),
                file.toString(),
                folder.toString()))
        .inheriting(name -> name.startsWith("BALLAST_") || name.equals("HOME"))
        .run(PATIENCE);
  }

  private static void killProcessOf(Path folder) throws IOException {
    String id = Files.readString(ServingProcess.id(folder));
    ExternalCommand.run(List.of("kill", "-KILL", id), Duration.ofSeconds(10));
  }

  private static Path vault(Path folder) throws IOException {
    MasterKey master = MasterKey.generate();
    master.save(folder.resolve("master.key"));
    Path vault = folder.resolve("vault");
    Vault.init(new VaultSettings(vault, folder.resolve("heads"), CLOCK), master, CHUNK_BYTES)
        .close();
    return vault;
  }

  /// Two targets that are one server: on one host.
  private static Path configuration(
      Path file, Path vault, TemporaryCluster shop, TemporaryCluster store, String duty)
      throws IOException {
    String target =
        "    host: 127.0.0.1\n    port: %d\n    user: postgres\n    auth: [none]\n"
            .formatted(shop.settings().port());
    return Files.writeString(
        file,
        "version: 1\nvaults:\n  main:\n    folder: %s\n    key: file:%s\n"
                .formatted(vault, vault.resolveSibling("master.key"))
            + "serve:\n  schedule:\n    backup-rate: %s\n"
                .formatted(file.getFileName().toString().startsWith("slow") ? "256kB" : "1GB")
            + "  store:\n    url: postgresql://postgres@127.0.0.1:%d/postgres?require_auth=none\n"
                .formatted(store.settings().port())
            + "targets:\n  shop:\n"
            + target
            + "    wal: {receive: true, flush-interval: 50ms}\n    proof: {log-limit: 0B}\n"
            + "  twin:\n"
            + target
            + duty);
  }

  private static List<Watcher> watchers(NodeClient client) {
    return client.get("/api/v1/nodes", WatchersView.class).watchers();
  }

  private static Set<String> nodes(NodeClient client) {
    return watchers(client).stream().map(Watcher::node).collect(Collectors.toSet());
  }

  /// 0 as long as there is no such table.
  private static long number(TemporaryCluster cluster, String sql) {
    try (Session session = cluster.session()) {
      return session.text("SELECT to_regclass('ballast.busy_host') IS NULL").equals("t")
          ? 0
          : session.number(sql);
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
