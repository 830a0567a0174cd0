package dev.ballast.observe.log.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.observe.log.event.LogEvent;
import dev.ballast.observe.log.record.LinePrefix;
import dev.ballast.observe.log.record.LogFormat;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Real servers with real faults write their logs in all forms; each form reports the same events,
/// and those that were made.
class LogReadingIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// Sent as literals, and to be in no event.
  private static final String CANARY = "canary-0815";

  private static final String NUMBER = "47110815";

  static IntStream majors() {
    return IntStream.of(14, 18);
  }

  @ParameterizedTest
  @MethodSource("majors")
  void allFormsReportTheEventsThatWereMade(int major) throws IOException {
    String forms = major >= 15 ? "stderr,csvlog,jsonlog" : "stderr,csvlog";
    try (TemporaryCluster cluster =
        TemporaryCluster.of(major, CLOCK)
            .setting("logging_collector", "on")
            .setting("log_destination", forms)
            .setting("log_line_prefix", "%m [%p] %q%u@%d %b %e ")
            .setting("log_lock_waits", "on")
            .setting("log_checkpoints", "on")
            .setting("log_autovacuum_min_duration", "0")
            .setting("autovacuum_naptime", "1s")
            .setting("deadlock_timeout", "100ms")
            .setting("checkpoint_warning", "1h")
            .setting("max_wal_size", "32MB")
            .setting("archive_mode", "on")
            .setting("archive_command", "false")
            .setting("shared_preload_libraries", "auto_explain")
            .hba("host all app 127.0.0.1/32 scram-sha-256")
            .start()) {
      new Faults(cluster).make();
      cluster.stop(StopMode.FAST);

      List<LogEvent> csv = read(cluster, LogFormat.CSVLOG);
      List<LogEvent> stderr = read(cluster, LogFormat.STDERR);
      assertThat(keys(stderr)).isEqualTo(keys(csv));
      assertThat(byProcess(stderr).map(LogEvent::facts).toList())
          .isEqualTo(byProcess(csv).map(LogEvent::facts).toList());
      if (major >= 15) {
        List<LogEvent> json = read(cluster, LogFormat.JSONLOG);
        assertThat(keys(json)).isEqualTo(keys(csv));
        // The same in every field.
        assertThat(byProcess(json).toList()).isEqualTo(byProcess(csv).toList());
      }
      expect(csv, stderr);
    }
  }

  private static void expect(List<LogEvent> events, List<LogEvent> stderr) {
    Map<LogClass, Long> counts =
        events.stream().collect(Collectors.groupingBy(LogEvent::type, Collectors.counting()));
    assertThat(counts)
        .containsEntry(LogClass.BACKEND_CRASH, 1L)
        .containsEntry(LogClass.DEADLOCK, 1L)
        .containsEntry(LogClass.AUTHENTICATION_FAILED, 1L)
        .containsEntry(LogClass.CONNECTION_LIMIT, 1L)
        // A setting that waits for a restart, and its file, at two reloads.
        .containsEntry(LogClass.SETTING_PENDING, 2L)
        .containsEntry(LogClass.SETTING_INVALID, 2L)
        // Parse, bind and execute of the query, and three of what switches the logging.
        .containsEntry(LogClass.SLOW_STATEMENT, 6L)
        .containsEntry(LogClass.SLOW_PLAN, 2L)
        .containsEntry(LogClass.LOCK_TIMEOUT, 1L)
        .containsEntry(LogClass.STATEMENT_CANCELLED, 1L)
        .containsEntry(LogClass.STARTED, 2L)
        .containsEntry(LogClass.SHUTDOWN, 2L)
        .containsKeys(
            LogClass.CRASH_RECOVERY,
            LogClass.AUTOVACUUM_CANCELLED,
            LogClass.LOCK_WAIT,
            LogClass.CHECKPOINT,
            LogClass.CHECKPOINTS_TOO_FREQUENT,
            LogClass.ARCHIVE_FAILED)
        .doesNotContainKeys(LogClass.PANIC, LogClass.FATAL, LogClass.IO_ERROR);
    // The page and the statement that met it; from 18 on the worker that read the page as well.
    assertThat(counts.get(LogClass.CORRUPTION)).isBetween(2L, 3L);
    LogEvent deadlock = only(events, LogClass.DEADLOCK);
    assertThat(deadlock.waits()).hasSize(2);
    assertThat(deadlock.waits().get(0).waiter()).isEqualTo(deadlock.waits().get(1).blocker());
    assertThat(deadlock.waits())
        .allSatisfy(
            wait -> {
              assertThat(wait.mode()).isEqualTo("ShareLock");
              assertThat(wait.statement()).contains("UPDATE items SET t = $1 WHERE i = $2");
            });
    assertThat(events)
        .filteredOn(e -> e.type() == LogClass.SLOW_STATEMENT)
        .extracting(LogEvent::statement)
        .contains(Optional.of("SELECT t FROM items WHERE t <> $1 AND i < $2"));
    assertThat(only(events, LogClass.TEMPORARY_FILE).fact("bytes").map(Long::parseLong))
        .hasValueSatisfying(bytes -> assertThat(bytes).isGreaterThan(1_000_000));
    assertThat(only(events, LogClass.BACKEND_CRASH).fact("signal")).contains("9");
    assertThat(events)
        .filteredOn(e -> e.type() == LogClass.AUTOVACUUM_CANCELLED)
        .first()
        .satisfies(e -> assertThat(e.fact("table")).contains("vacuumed"));
    assertThat(events)
        .filteredOn(e -> e.type() == LogClass.SLOW_PLAN)
        .allSatisfy(e -> assertThat(e.plan().orElseThrow()).contains("Seq Scan", "t <> "));
    assertThat(events)
        .allSatisfy(
            e -> {
              assertThat(e.at()).hasValueSatisfying(LogReadingIT::isRecent);
              assertThat(e.toString()).doesNotContain(CANARY).doesNotContain(NUMBER);
            });
    assertThat(stderr.toString()).doesNotContain(CANARY).doesNotContain(NUMBER);
  }

  private static void isRecent(Instant at) {
    assertThat(at).isBetween(CLOCK.now().minusSeconds(600), CLOCK.now().plusSeconds(1));
  }

  private static LogEvent only(List<LogEvent> events, LogClass type) {
    return events.stream().filter(e -> e.type() == type).findFirst().orElseThrow();
  }

  /// Without the SQLSTATE: behind `%q`, lines of the server's own processes have none.
  private static List<String> keys(List<LogEvent> events) {
    return byProcess(events).map(e -> e.type().key() + " " + e.session().pid()).toList();
  }

  /// Two processes that write at the same time may come in another order in each form.
  private static Stream<LogEvent> byProcess(List<LogEvent> events) {
    return events.stream().sorted(Comparator.comparingLong(e -> e.session().pid().orElseThrow()));
  }

  private static List<LogEvent> read(TemporaryCluster cluster, LogFormat format)
      throws IOException {
    List<LogEvent> events = new ArrayList<>();
    // The process that writes the log is the last to end.
    eventually(
        () -> {
          events.clear();
          events.addAll(readNow(cluster, format));
          return events.stream().filter(e -> e.type() == LogClass.SHUTDOWN).count() == 2;
        });
    return events;
  }

  private static List<LogEvent> readNow(TemporaryCluster cluster, LogFormat format) {
    List<LogEvent> events = new ArrayList<>();
    LogReading reading =
        new LogReading(
            new LogDetection(
                Optional.empty(),
                format == LogFormat.STDERR
                    ? Optional.of(new LinePrefix("%m [%p] %q%u@%d %b %e "))
                    : Optional.empty(),
                Optional.empty()),
            events::add);
    try (DirectoryStream<Path> logs =
        Files.newDirectoryStream(cluster.dataDirectory().resolve("log"), "*" + format.ending())) {
      List<Path> files = new ArrayList<>();
      logs.forEach(files::add);
      for (Path file : files.stream().sorted().toList()) {
        try (InputStream log = Files.newInputStream(file)) {
          reading.read(log);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(reading.unreadable()).isZero();
    // What a client made up, and nothing else.
    assertThat(reading.totals().of(LogClass.UNCLASSIFIED)).isEqualTo(1);
    return events;
  }

  private record Faults(TemporaryCluster cluster) {
    void make() throws IOException {
      try (Session owner = cluster.session()) {
        owner.execute("CREATE TABLE items AS SELECT i, i::text AS t FROM generate_series(1, 9) i");
        owner.execute("CREATE ROLE app LOGIN PASSWORD 'right'");
        owner.execute("CREATE DATABASE narrow CONNECTION LIMIT 0");
        owner.execute("ALTER SYSTEM SET max_connections = 77");
        owner.execute("ALTER SYSTEM SET log_temp_files = 0");
        owner.text("SELECT pg_reload_conf()");
        eventually(() -> owner.text("SHOW log_temp_files").equals("0"));
        queries(owner);
        autovacuum(owner);
        owner.execute("ALTER SYSTEM RESET ALL");
        owner.text("SELECT pg_reload_conf()");
      }
      refuse("app", "postgres", "wrong");
      refuse("app", "narrow", "right");
      deadlock();
      frequentCheckpoints();
      Path broken = crash();
      damage(broken);
    }

    private void queries(Session owner) {
      owner.execute("SET work_mem = '64kB'");
      owner.number(
          "SELECT count(*) FROM (SELECT i FROM generate_series(1, 200000) i ORDER BY i DESC) s");
      owner.execute("SET log_min_duration_statement = 0");
      owner.query(slow(), row -> row.text("t"));
      owner.execute("SET log_min_duration_statement = -1");
      owner.execute("SET auto_explain.log_min_duration = 0");
      owner.query(slow(), row -> row.text("t"));
      owner.execute("SET auto_explain.log_format = json");
      owner.query(slow(), row -> row.text("t"));
      owner.execute("SET auto_explain.log_min_duration = -1");
      assertThatThrownBy(() -> owner.text("SELECT '" + CANARY + "'::int"))
          .isInstanceOf(Fault.class);
      owner.execute("SET statement_timeout = '10ms'");
      assertThatThrownBy(() -> owner.text("SELECT pg_sleep(" + NUMBER + ")::text"))
          .isInstanceOf(Fault.class);
      owner.execute("SET statement_timeout = 0");
      // Made up by a client: neither is what it says.
      owner.execute(
          "DO $$ BEGIN RAISE LOG 'server process (PID 1) was terminated by signal 9: Killed'; END $$");
    }

    private static String slow() {
      return "SELECT t FROM items WHERE t <> '" + CANARY + "' AND i < " + NUMBER;
    }

    private void autovacuum(Session owner) {
      owner.execute(
          "CREATE TABLE vacuumed (i int) WITH (autovacuum_vacuum_threshold = 0,"
              + " autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 100,"
              + " autovacuum_vacuum_cost_limit = 1)");
      owner.execute("INSERT INTO vacuumed SELECT generate_series(1, 30000)");
      owner.execute("DELETE FROM vacuumed");
      eventually(
          () ->
              owner.number(
                      "SELECT count(*) FROM pg_stat_progress_vacuum"
                          + " WHERE relid = 'vacuumed'::regclass")
                  > 0);
      owner.execute("DROP TABLE vacuumed");
    }

    private void refuse(String user, String database, String password) {
      ConnectionSettings all = cluster.settings();
      assertThat(
              catchThrowable(
                  () ->
                      Session.open(
                          new ConnectionSettings(
                              all.host(),
                              all.port(),
                              database,
                              user,
                              Optional.of(new Password(password)),
                              all.tls(),
                              all.connectTimeout()),
                          SessionOptions.onOwnServer("ballast"))))
          .isNotNull();
    }

    private void deadlock() {
      CountDownLatch bothHold = new CountDownLatch(2);
      Function<int[], Thread> update =
          order ->
              Thread.ofVirtual()
                  .start(
                      () -> {
                        try (Session session = cluster.session()) {
                          session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
                          session.execute(change(order[0]));
                          bothHold.countDown();
                          bothHold.await();
                          // One of the two is the victim.
                          Throwable _ = catchThrowable(() -> session.execute(change(order[1])));
                          session.rollback();
                        } catch (InterruptedException e) {
                          Thread.currentThread().interrupt();
                        }
                      });
      List<Thread> both = List.of(update.apply(new int[] {1, 2}), update.apply(new int[] {2, 1}));
      both.forEach(LogReadingIT::join);
      try (Session holder = cluster.session();
          Session waiter = cluster.session()) {
        holder.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
        holder.execute("LOCK TABLE items");
        waiter.execute("SET lock_timeout = '50ms'");
        assertThatThrownBy(() -> waiter.text("SELECT count(*) FROM items"))
            .isInstanceOf(Fault.class);
        holder.rollback();
      }
    }

    private static String change(int row) {
      return "UPDATE items SET t = '" + CANARY + "' WHERE i = " + row;
    }

    private void frequentCheckpoints() {
      try (Session owner = cluster.session()) {
        long before = checkpoints(owner);
        eventually(
            () -> {
              owner.execute("INSERT INTO items SELECT 1, 'x'");
              owner.text("SELECT pg_switch_wal()");
              return checkpoints(owner) > before + 1;
            });
      }
    }

    private static long checkpoints(Session owner) {
      return owner.number("SELECT checkpoint_lsn - '0/0' FROM pg_control_checkpoint()");
    }

    /// A table on disk that no buffer holds after the crash.
    private Path crash() {
      try (Session owner = cluster.session();
          Session victim = cluster.session()) {
        owner.execute("CREATE TABLE broken AS SELECT generate_series(1, 100) AS i");
        owner.execute("CHECKPOINT");
        Path file =
            cluster.dataDirectory().resolve(owner.text("SELECT pg_relation_filepath('broken')"));
        long pid = victim.number("SELECT pg_backend_pid()");
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        eventually(() -> catchThrowable(() -> owner.text("SELECT 1")) != null);
        return file;
      }
    }

    private void damage(Path file) throws IOException {
      eventually(() -> catchThrowable(() -> cluster.session().close()) == null);
      try (RandomAccessFile page = new RandomAccessFile(file.toFile(), "rw")) {
        page.seek(4000);
        page.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
      }
      try (Session owner = cluster.session()) {
        assertThat(catchThrowable(() -> owner.number("SELECT count(*) FROM broken"))).isNotNull();
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void eventually(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      if (CLOCK.since(began).compareTo(PATIENCE) > 0) {
        fail("it did not come about within " + PATIENCE);
      }
      CLOCK.pause(Duration.ofMillis(20));
    }
  }
}
