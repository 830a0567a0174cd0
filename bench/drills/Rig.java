import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.watch.StandbyCopy;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedPooler;
import dev.ballast.sample.Shop;
import dev.ballast.sample.ShopSettings;
import dev.ballast.sample.traffic.Traffic;
import dev.ballast.sample.traffic.TrafficSettings;
import dev.ballast.server.http.NodeClient;
import dev.ballast.server.node.AccessToken;
import dev.ballast.server.node.NodeAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// A primary with the sample's traffic, a standby, an archiver and, where it is installed, a
/// PgBouncer; for root, a small server whose file systems can be filled.
final class Rig implements AutoCloseable {
  static final Clock CLOCK = Clock.system();

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration START = Duration.ofMinutes(5);
  private static final double SCALE = 0.3;
  private static final double RATE = 40;
  private static final int WRITERS = 6;

  final TemporaryCluster primary;
  final TemporaryCluster standby;
  final Shop shop;
  final Optional<TestedPooler> pooler;
  private final Optional<SmallServer> small;
  private final AtomicBoolean closed = new AtomicBoolean();
  private Optional<Traffic> traffic = Optional.empty();
  private Optional<Process> node = Optional.empty();

  private Rig(
      TemporaryCluster primary,
      TemporaryCluster standby,
      Shop shop,
      Optional<TestedPooler> pooler,
      Optional<SmallServer> small) {
    this.primary = primary;
    this.standby = standby;
    this.shop = shop;
    this.pooler = pooler;
    this.small = small;
  }

  static Rig start(Path folder, int major) throws IOException {
    TemporaryCluster primary =
        settings(TemporaryCluster.of(major, CLOCK).tcp().fsync(true))
            .hba("host all stranger 127.0.0.1/32 scram-sha-256")
            .start();
    prepare(primary);
    Shop shop = Shop.create(primary.settings(), ShopSettings.of(1, SCALE));
    TemporaryCluster standby =
        settings(TemporaryCluster.of(major, CLOCK).tcp().fsync(true))
            .setting(
                "primary_conninfo",
                "host=127.0.0.1 port=%d user=postgres application_name=second"
                    .formatted(primary.settings().port()))
            .start();
    StandbyCopy.follow(standby, primary);
    Optional<TestedPooler> pooler = Optional.empty();
    if (TestedPooler.isInstalled()) {
      Path of = Files.createDirectory(folder.resolve("pooler"));
      pooler =
          Optional.of(
              TestedPooler.start(
                  of,
                  primary.settings().port(),
                  POOLER.formatted(primary.settings().port())));
    }
    Optional<SmallServer> small =
        SmallServer.isPossible()
            ? Optional.of(SmallServer.start(folder, major))
            : Optional.empty();
    return new Rig(primary, standby, shop, pooler, small);
  }

  /// With a database by its name: one that only the line for all others admits is forgotten while
  /// nobody uses it, though it is paused.
  private static final String POOLER =
      """
      ignore_startup_parameters = options,extra_float_digits
      admin_users = postgres
      stats_users = postgres
      pool_mode = session
      default_pool_size = 2
      query_wait_timeout = 600
      log_connections = 0
      log_disconnections = 0
      log_pooler_errors = 0
      [databases]
      postgres = host=127.0.0.1 port=%d user=postgres
      """;

  /// What cannot be changed while a server runs. `initdb` writes the same numbers to its file, so
  /// that a reload finds nothing that waits for a restart.
  static TemporaryCluster.Builder settings(TemporaryCluster.Builder builder) {
    return builder.setting("max_connections", "100").setting("logging_collector", "on");
  }

  /// What a primary is set to as by its administrator, who may be wrong about it in a drill.
  private static final Map<String, String> BASE = new LinkedHashMap<>();

  static {
    BASE.put("archive_mode", "on");
    BASE.put("archive_command", "/bin/true");
    BASE.put("wal_level", "logical");
    BASE.put("shared_buffers", "200MB");
    BASE.put("max_wal_size", "2GB");
    BASE.put("max_slot_wal_keep_size", "8GB");
    BASE.put("maintenance_work_mem", "128MB");
    BASE.put("random_page_cost", "1.1");
    BASE.put("max_prepared_transactions", "5");
    BASE.put("track_io_timing", "on");
    BASE.put("log_checkpoints", "on");
    BASE.put("log_lock_waits", "on");
    BASE.put("log_min_duration_statement", "5s");
    BASE.put("logging_collector", "on");
    BASE.put("autovacuum_naptime", "10s");
    BASE.put("autovacuum_max_workers", "2");
    BASE.put("idle_in_transaction_session_timeout", "1h");
    BASE.put("wal_sender_timeout", "20s");
    BASE.put("wal_retrieve_retry_interval", "1s");
    BASE.put("hot_standby_feedback", "on");
    BASE.put("shared_preload_libraries", "pg_stat_statements");
    BASE.put("pg_stat_statements.max", "1000");
  }

  private static void prepare(TemporaryCluster primary) {
    try (Session owner = primary.session()) {
      BASE.forEach(
          (name, value) -> owner.execute("ALTER SYSTEM SET %s = '%s'".formatted(name, value)));
    }
    primary.stop(StopMode.FAST);
    primary.start();
    try (Session owner = primary.session()) {
      owner.execute("CREATE EXTENSION pg_stat_statements");
      owner.execute("CREATE ROLE watcher LOGIN; GRANT pg_monitor, pg_read_all_data TO watcher");
      owner.execute("CREATE ROLE stranger LOGIN PASSWORD 'known to nobody'");
      owner.execute("CREATE ROLE clerk LOGIN");
      owner.execute("CREATE DATABASE drills");
      owner.execute("CREATE DATABASE old");
      owner.execute("CREATE DATABASE subscriber");
      owner.execute("CREATE TABLE published (i int PRIMARY KEY)");
      owner.execute("CREATE PUBLICATION p FOR TABLE published");
    }
    try (Session drills = primary.session("drills")) {
      drills.execute(
          "CREATE TABLE wanted (id int PRIMARY KEY, v int); INSERT INTO wanted SELECT i, 0 FROM generate_series(1, 100) AS i");
      drills.execute(
          "CREATE TABLE looked_up AS SELECT i AS id, md5(i::text) AS code FROM generate_series(1, 1200000) AS i");
      drills.execute("ALTER TABLE looked_up ADD PRIMARY KEY (id)");
      drills.execute("CREATE INDEX looked_up_code_idx ON looked_up (code)");
      drills.execute("VACUUM (ANALYZE) looked_up");
    }
  }

  /// Writes `ballast.yaml` and starts a node with it, in a process of its own.
  ///
  /// @param alerts the section of the file about alerts; empty where all is as Ballast has it
  void serve(Path home, Path folder, String alerts) throws IOException {
    StringBuilder text = new StringBuilder("version: 1\ntargets:\n");
    text.append(target("shop", primary))
        .append("    log: {directory: %s}\n".formatted(primary.dataDirectory().resolve("log")))
        .append(target("standby", standby));
    small.ifPresent(
        server ->
            text.append(target("small", server.cluster()))
                .append("    log: {directory: %s}\n".formatted(server.logs())));
    pooler.ifPresent(
        p ->
            text.append(
                "poolers:\n  pool:\n    host: 127.0.0.1\n    port: %d\n    user: postgres\n    auth: [none]\n"
                    .formatted(p.port())));
    text.append(alerts);
    Files.writeString(folder.resolve("ballast.yaml"), text.toString());
    node =
        Optional.of(
            new ProcessBuilder(
                    home.resolve("ballast").toString(),
                    "serve",
                    "--config",
                    folder.resolve("ballast.yaml").toString(),
                    "--state",
                    folder.resolve("state").toString(),
                    "--port",
                    "0")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("serve.log").toFile())
                .start());
  }

  private static String target(String name, TemporaryCluster cluster) {
    return "  %s:\n    host: 127.0.0.1\n    port: %d\n    user: watcher\n    auth: [none]\n"
        .formatted(name, cluster.settings().port());
  }

  /// Whether there is what a drill is injected into.
  boolean has(String target) {
    return switch (target) {
      case "pool" -> pooler.isPresent();
      case "small" -> small.isPresent();
      default -> true;
    };
  }

  SmallServer small() {
    return small.orElseThrow();
  }

  Process node() {
    return node.orElseThrow();
  }

  /// A client of the node, as soon as that answers.
  NodeClient client(Path folder) {
    Path state = folder.resolve("state").resolve("node");
    long began = CLOCK.nanoTime();
    while (true) {
      try {
        NodeClient client = NodeAddress.existing(state).client(AccessToken.existing(state));
        client.text("/health/live");
        return client;
      } catch (Fault fault) {
        if (CLOCK.since(began).compareTo(START) > 0) {
          throw fault;
        }
        CLOCK.pause(Duration.ofMillis(500));
      }
    }
  }

  void startTraffic() {
    traffic =
        Optional.of(
            Traffic.start(shop.application(), new TrafficSettings(RATE, WRITERS, 1), CLOCK));
  }

  void stopTraffic() {
    traffic.ifPresent(Traffic::close);
    traffic = Optional.empty();
  }

  /// A session that no timeout ends.
  Session session(String database) {
    Session session =
        Session.open(
            primary.settings(database),
            SessionOptions.onOwnServer("drill")
                .withStatementTimeout(Duration.ofHours(2))
                .withLockTimeout(Duration.ofHours(2))
                .withAnswerSlack(Duration.ofHours(1)));
    session.execute("SET lock_timeout = 0; SET statement_timeout = 0");
    return session;
  }

  Session session() {
    return session("drills");
  }

  Session sessionOf(String user, Optional<Password> password) {
    ConnectionSettings all = primary.settings("drills");
    return Session.open(all.withUser(user, password), SessionOptions.onOwnServer("drill"));
  }

  void run(String database, String sql) {
    try (Session session = session(database)) {
      session.execute(sql);
    }
  }

  String ask(String sql, Object... parameters) {
    try (Session session = session("postgres")) {
      return session.text(sql, parameters);
    }
  }

  /// A session in a transaction that has done this and nothing since.
  Session holding(String database, String sql) {
    Session session = session(database);
    session.begin(IsolationLevel.REPEATABLE_READ, Access.READ_WRITE);
    session.execute(sql);
    return session;
  }

  /// Sessions that run this, one each, until they are ended.
  Crowd crowd(String database, int sessions, String sql) {
    List<Session> all = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      Session session = session(database);
      all.add(session);
      threads.add(quietly(() -> session.execute(sql)));
    }
    return new Crowd(all, threads);
  }

  /// A thread in which a session may be ended.
  static Thread quietly(Runnable work) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                work.run();
              } catch (Fault fault) {
                // It was ended, which is how it has to end.
              }
            });
  }

  /// Threads that do this again and again until they are ended.
  static Loop loop(int threads, Runnable work) {
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      all.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (!over.get()) {
                      try {
                        work.run();
                      } catch (Fault fault) {
                        CLOCK.pause(Duration.ofMillis(100));
                      }
                    }
                  }));
    }
    return new Loop(over, all);
  }

  record Loop(AtomicBoolean over, List<Thread> threads) implements Drill.Removal {
    @Override
    public void end() {
      over.set(true);
      join(threads);
    }
  }

  /// Sessions that run something.
  record Crowd(List<Session> sessions, List<Thread> threads) implements Drill.Removal {
    @Override
    public void end() {
      sessions.forEach(Session::cancel);
      join(threads);
      sessions.forEach(Session::close);
    }
  }

  static void join(List<Thread> threads) {
    for (Thread thread : threads) {
      try {
        thread.join(PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static void eventually(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      if (CLOCK.since(began).compareTo(PATIENCE) > 0) {
        throw new IllegalStateException("it did not come about within " + PATIENCE);
      }
      CLOCK.pause(Duration.ofMillis(100));
    }
  }

  /// A setting of the whole server, reloaded; its removal resets it.
  Drill.Removal set(String name, String value) {
    run("postgres", "ALTER SYSTEM SET " + name + " = '" + value + "'");
    ask("SELECT pg_reload_conf()::text");
    return () -> {
      run(
          "postgres",
          BASE.containsKey(name)
              ? "ALTER SYSTEM SET %s = '%s'".formatted(name, BASE.get(name))
              : "ALTER SYSTEM RESET " + name);
      ask("SELECT pg_reload_conf()::text");
    };
  }

  /// Writes so many segments of WAL.
  void segments(int count) {
    try (Session session = session("postgres")) {
      for (int i = 0; i < count; i++) {
        session.text("SELECT pg_logical_emit_message(false, 'drill', 'x')::text");
        session.text("SELECT pg_switch_wal()::text");
      }
    }
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try (standby;
        primary) {
      node.ifPresent(Rig::end);
      stopTraffic();
      pooler.ifPresent(TestedPooler::close);
      small.ifPresent(SmallServer::close);
    }
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(Duration.ofSeconds(30))) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
