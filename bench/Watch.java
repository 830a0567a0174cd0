import com.sun.management.UnixOperatingSystemMXBean;
import dev.ballast.evidence.Clock;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Kind;
import dev.ballast.observe.inventory.Inventories;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.Findings;
import dev.ballast.observe.watch.FleetWatch;
import dev.ballast.observe.watch.WatchPlan;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.sample.Shop;
import dev.ballast.sample.ShopSettings;
import dev.ballast.sample.traffic.Traffic;
import dev.ballast.sample.traffic.TrafficSettings;
import dev.ballast.server.api.TargetView;
import dev.ballast.server.http.NodeClient;
import dev.ballast.server.node.AccessToken;
import dev.ballast.server.node.Node;
import dev.ballast.server.node.NodeAddress;
import dev.ballast.server.node.NodeSettings;
import dev.ballast.store.database.Store;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.MetricKinds;
import dev.ballast.store.sample.Pace;
import dev.ballast.store.sample.Reading;
import dev.ballast.store.sample.Resolution;
import dev.ballast.store.sample.SampleJournal;
import dev.ballast.store.sample.SampleUpkeep;
import dev.ballast.store.sample.SampleWriter;
import dev.ballast.store.sample.SeriesReader;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ListenSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// What watching costs: `java -cp 'lib/*' Watch.java month|fleet ARGUMENTS`. See watch.sh.
final class Watch {
  private static final Clock CLOCK = Clock.system();
  private static final int MAJOR = 18;
  private static final MetricKinds KINDS = Watch::isCounter;

  private Watch() {}

  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "month" ->
          month(
              Path.of(args[1]),
              Integer.parseInt(args[2]),
              Duration.ofSeconds(Integer.parseInt(args[3])));
      case "fleet" ->
          fleet(
              Path.of(args[1]),
              Integer.parseInt(args[2]),
              Integer.parseInt(args[3]),
              Duration.ofSeconds(Integer.parseInt(args[4])));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static boolean isCounter(String family, String metric) {
    return Families.all().stream()
        .filter(f -> f.name().equals(family))
        .flatMap(f -> f.metrics().stream())
        .anyMatch(m -> m.name().equals(metric) && m.kind() == Kind.COUNTER);
  }

  // A month of one server: what was read of it under traffic for some minutes is played on, at the
  // cadence of each family, with growth and figures drawn from what was read.

  /// What was read of one family, in order.
  private static final class Recording {
    private final Family<?> family;
    private final List<Reading> readings = new ArrayList<>();
    private final Map<Labels, double[]> now = new HashMap<>();
    private Instant due;

    private Recording(Family<?> family, Instant due) {
      this.family = family;
      this.due = due;
    }

    /// The next reading: counters grow as between two neighbours drawn at random, other figures are
    /// those of the later one.
    private Reading next(Random random) {
      int drawn = readings.size() < 2 ? 0 : 1 + random.nextInt(readings.size() - 1);
      Reading later = readings.get(drawn);
      Map<Labels, Figures> before = new HashMap<>();
      if (drawn > 0) {
        readings.get(drawn - 1).entities().forEach(f -> before.put(f.labels(), f));
      }
      List<Figures> entities = new ArrayList<>();
      for (Figures figures : later.entities()) {
        double[] values = now.computeIfAbsent(figures.labels(), l -> values(figures));
        for (int i = 0; i < values.length; i++) {
          if (family.metrics().get(i).kind() == Kind.COUNTER) {
            Figures earlier = before.get(figures.labels());
            double growth = earlier == null ? 0 : figures.value(i) - earlier.value(i);
            values[i] = growth > 0 ? values[i] + growth : values[i];
          } else {
            values[i] = figures.value(i);
          }
        }
        entities.add(new Figures(figures.labels(), values));
      }
      // A pass is not on the second.
      return new Reading(
          later.target(), later.layout(), due.plusMillis(random.nextInt(20)), entities);
    }

    private static double[] values(Figures figures) {
      double[] values = new double[figures.count()];
      for (int i = 0; i < values.length; i++) {
        values[i] = figures.value(i);
      }
      return values;
    }
  }

  private static void month(Path folder, int days, Duration recorded) throws IOException {
    Instant start = Instant.parse("2026-10-01T00:00:00Z");
    List<Recording> recordings = record(folder, recorded, start);
    int figures = 0;
    for (Recording recording : recordings) {
      if (recording.readings.isEmpty()) {
        continue;
      }
      Reading last = recording.readings.getLast();
      figures += last.entities().size() * last.layout().metrics().size();
    }
    System.err.println("recorded; " + figures + " figures at a time");
    long began = CLOCK.nanoTime();
    try (Store store = Store.open(new StoreLocation.Embedded(folder.resolve("store")), CLOCK);
        SampleJournal journal = SampleJournal.open(folder.resolve("journal"), 1L << 32, CLOCK)) {
      SampleWriter writer = new SampleWriter(store.pool());
      SampleUpkeep upkeep = new SampleUpkeep(store.pool(), KINDS);
      Random random = new Random(1);
      long readings = 0;
      Instant end = start.plus(Duration.ofDays(days));
      Instant rotated = start;
      for (Instant now = start; now.isBefore(end); now = now.plusSeconds(10)) {
        for (Recording recording : recordings) {
          if (!recording.readings.isEmpty() && !recording.due.isAfter(now)) {
            journal.accept(recording.next(random), Pace.of(recording.family.cadence()));
            recording.due = recording.due.plus(recording.family.cadence());
            readings++;
          }
        }
        if (!now.isBefore(rotated.plus(Pace.FAST.span()))) {
          journal.rotate(Pace.FAST);
          if (now.getEpochSecond() % 3600 == 0) {
            journal.rotate(Pace.SLOW);
            writer.storeWaiting(journal);
          }
          rotated = now;
        }
        if (now.getEpochSecond() % 86_400 == 3 * 3600) {
          upkeep.run(now);
          System.err.println("day " + Duration.between(start, now).toDays());
        }
      }
      journal.rotate(Pace.FAST);
      journal.rotate(Pace.SLOW);
      writer.storeWaiting(journal);
      upkeep.run(end.plus(Duration.ofHours(3)));
      System.out.printf(
          Locale.ROOT,
          "| days played | figures at a time | readings | s, all | store at the end, MB |%n"
              + "|---:|---:|---:|---:|---:|%n| %d | %d | %d | %d | %d |%n%n",
          days,
          figures,
          readings,
          CLOCK.since(began).toSeconds(),
          bytes(store, "SELECT pg_database_size(current_database())") >> 20);
      sizes(store);
      latency(store, journal, recordings, end);
    }
  }

  private static List<Recording> record(Path folder, Duration recorded, Instant start)
      throws IOException {
    List<Recording> recordings = new ArrayList<>();
    for (Family<?> family : Families.all()) {
      recordings.add(new Recording(family, start));
    }
    try (TemporaryCluster cluster =
        TemporaryCluster.of(MAJOR, CLOCK)
            .tcp()
            .setting("shared_preload_libraries", "pg_stat_statements")
            .start()) {
      try (Session session = cluster.session()) {
        session.execute("CREATE EXTENSION pg_stat_statements");
      }
      Shop shop = Shop.create(cluster.settings(), ShopSettings.of(1, 1));
      Path file = folder.resolve("one.yaml");
      Files.writeString(
          file, "version: 1\ntargets:\n" + target("one", cluster.settings().port(), "postgres"));
      Board board = new Board(Families.all(), CLOCK);
      // Slow families are read more often here, so that there is something to draw from.
      try (Traffic _ = Traffic.start(shop.application(), new TrafficSettings(100, 8, 1), CLOCK);
          FleetWatch _ =
              FleetWatch.start(
                  Configuration.read(file).targets(),
                  new WatchPlan(Families.all(), List.of(), f -> Duration.ofSeconds(5)),
                  new Findings(
                      board,
                      (reading, pace) -> add(recordings, reading),
                      inventory -> {},
                      event -> {}),
                  CLOCK)) {
        CLOCK.pause(recorded);
      }
    }
    return recordings;
  }

  private static synchronized void add(List<Recording> recordings, Reading reading) {
    recordings.stream()
        .filter(r -> r.family.name().equals(reading.layout().family()))
        .forEach(r -> r.readings.add(reading));
  }

  private static long bytes(Store store, String sql) {
    try (Session session = store.pool().lend()) {
      return session.number(sql);
    }
  }

  private static void sizes(Store store) {
    System.out.printf("| kept | for | MB |%n|---|---:|---:|%n");
    for (Resolution resolution : Resolution.values()) {
      long size =
          bytes(
              store,
              "SELECT COALESCE(sum(pg_total_relation_size(inhrelid)), 0)::bigint FROM pg_inherits"
                  + " WHERE inhparent = 'chunk_"
                  + resolution.name().toLowerCase(Locale.ROOT)
                  + "'::regclass");
      System.out.printf(
          Locale.ROOT,
          "| %s | %d days | %.1f |%n",
          resolution.name().toLowerCase(Locale.ROOT),
          resolution.retention().toDays(),
          size / (double) (1 << 20));
    }
    System.out.println();
  }

  private static void latency(
      Store store, SampleJournal journal, List<Recording> recordings, Instant end) {
    SeriesReader reader = new SeriesReader(store.pool(), journal, KINDS);
    Random random = new Random(2);
    System.out.printf(
        "| 30 days of one series | series read | points of one | median, ms | 95 %%, ms |%n"
            + "|---|---:|---:|---:|---:|%n");
    List<Recording> some = recordings.stream().filter(r -> !r.now.isEmpty()).toList();
    for (Resolution resolution : List.of(Resolution.MINUTE, Resolution.HOUR)) {
      List<Double> times = new ArrayList<>();
      int points = 0;
      for (int i = 0; i < 240; i++) {
        Recording recording = some.get(random.nextInt(some.size()));
        List<Labels> labels = List.copyOf(recording.now.keySet());
        SeriesReader.SeriesName name =
            new SeriesReader.SeriesName(
                "one",
                recording.family.layout(),
                labels.get(random.nextInt(labels.size())),
                recording
                    .family
                    .metrics()
                    .get(random.nextInt(recording.family.metrics().size()))
                    .name());
        long began = CLOCK.nanoTime();
        int read = reader.read(name, resolution, end.minus(Duration.ofDays(30)), end).points().size();
        // The first ones warm the JVM up.
        if (i >= 40) {
          times.add(CLOCK.since(began).toNanos() / 1e6);
          points = Math.max(points, read);
        }
      }
      times.sort(null);
      System.out.printf(
          Locale.ROOT,
          "| by the %s | %d | %d | %.1f | %.1f |%n",
          resolution.name().toLowerCase(Locale.ROOT),
          times.size(),
          points,
          times.get(times.size() / 2),
          times.get(times.size() * 95 / 100));
    }
  }

  // A fleet: a whole node over real servers, each of which is watched under several names.

  private static void fleet(Path folder, int targets, int servers, Duration time)
      throws IOException {
    Map<String, TemporaryCluster> clusters = new LinkedHashMap<>();
    try {
      for (int i = 0; i < servers; i++) {
        TemporaryCluster cluster =
            TemporaryCluster.of(MAJOR, CLOCK)
                .tcp()
                .setting("max_connections", Integer.toString(30 + 3 * targets / servers))
                .setting("shared_buffers", "32MB")
                .setting("shared_preload_libraries", "pg_stat_statements")
                .start();
        clusters.put("s" + i, cluster);
        try (Session session = cluster.session()) {
          session.execute("CREATE EXTENSION pg_stat_statements");
          session.execute("CREATE ROLE watch LOGIN IN ROLE pg_monitor");
          session.execute("CREATE TABLE held AS SELECT generate_series(1, 1000) AS id");
        }
      }
      StringBuilder file = new StringBuilder("version: 1\ntargets:\n");
      List<TemporaryCluster> all = List.copyOf(clusters.values());
      for (int i = 0; i < targets; i++) {
        file.append(target("t" + i, all.get(i % servers).settings().port(), "watch"));
      }
      Path yaml = Files.writeString(folder.resolve("fleet.yaml"), file);
      NodeSettings settings =
          new NodeSettings(
              Configuration.read(yaml),
              new StoreLocation.Embedded(folder.resolve("store")),
              folder.resolve("node"),
              folder.resolve("heads"),
              ListenSettings.DEFAULTS.withPort(0));
      try (Node _ = Node.start(settings, CLOCK);
          NodeClient client =
              NodeAddress.existing(settings.state())
                  .client(AccessToken.existing(settings.state()))) {
        measure(client, all, targets, time);
      }
    } finally {
      clusters.values().forEach(TemporaryCluster::close);
    }
  }

  private static void measure(
      NodeClient client, List<TemporaryCluster> servers, int targets, Duration time) {
    System.out.printf(
        "| after s | CPU s of the node | %% of a core a target | heap MB after a collection | resident MB |"
            + " threads | open files |%n|---:|---:|---:|---:|---:|---:|---:|%n");
    UnixOperatingSystemMXBean system =
        (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    // Connecting and warming up is not what a node does day and night.
    CLOCK.pause(Duration.ofSeconds(60));
    servers.forEach(Watch::reset);
    long passes = passes(client, targets);
    long began = CLOCK.nanoTime();
    double cpu = system.getProcessCpuTime() / 1e9;
    Duration step = time.dividedBy(10);
    for (int i = 1; i <= 10; i++) {
      double before = system.getProcessCpuTime() / 1e9;
      CLOCK.pause(step);
      double spent = system.getProcessCpuTime() / 1e9 - before;
      System.gc();
      System.out.printf(
          Locale.ROOT,
          "| %d | %.1f | %.3f | %d | %d | %d | %d |%n",
          CLOCK.since(began).toSeconds(),
          spent,
          100 * spent / step.toSeconds() / targets,
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
          resident() >> 10,
          ManagementFactory.getThreadMXBean().getThreadCount(),
          system.getOpenFileDescriptorCount());
    }
    double spent = system.getProcessCpuTime() / 1e9 - cpu;
    double seconds = CLOCK.since(began).toMillis() / 1e3;
    long done = passes(client, targets) - passes;
    double database = servers.stream().mapToDouble(Watch::databaseMillis).sum();
    System.out.printf(
        Locale.ROOT,
        "%n| targets | servers | s | passes | passes a target and minute | CPU s of the node |"
            + " %% of a core a target | database ms a pass |%n"
            + "|---:|---:|---:|---:|---:|---:|---:|---:|%n"
            + "| %d | %d | %.0f | %d | %.1f | %.1f | %.3f | %.2f |%n",
        targets,
        servers.size(),
        seconds,
        done,
        done / seconds * 60 / targets,
        spent,
        100 * spent / seconds / targets,
        database / done);
  }

  private static void reset(TemporaryCluster server) {
    try (Session session = server.session()) {
      session.query("SELECT pg_stat_statements_reset() IS NULL AS done", row -> row.flag("done"));
    }
  }

  /// Execution and planning of all statements of the watch's role, by the server's own account.
  private static double databaseMillis(TemporaryCluster server) {
    try (Session session = server.session()) {
      return session.one(
          "SELECT COALESCE(sum(total_exec_time + total_plan_time), 0) AS ms FROM pg_stat_statements"
              + " WHERE userid = 'watch'::regrole",
          row -> row.decimal("ms"));
    }
  }

  private static long passes(NodeClient client, int targets) {
    long passes = 0;
    for (int i = 0; i < targets; i++) {
      passes += client.get("/api/v1/targets/t" + i, TargetView.class).cost().passes();
    }
    return passes;
  }

  private static long resident() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String target(String name, int port, String user) {
    return "  %s:\n    host: 127.0.0.1\n    port: %d\n    user: %s\n    auth: [none]\n"
        .formatted(name, port, user);
  }
}
