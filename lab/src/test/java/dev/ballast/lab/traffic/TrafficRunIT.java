package dev.ballast.lab.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
final class TrafficRunIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int SESSIONS = 4;

  /// Between two arrivals of 100 in a second.
  private static final double SPACING = 0.01;

  private static final String APPLICATION = "rehearsed application";

  private static TemporaryCluster cluster;

  @BeforeAll
  static void start() {
    cluster = TemporaryCluster.of(TestedMajors.one(), CLOCK).start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void table() {
    try (Session session = cluster.session()) {
      session.execute(
          "DROP TABLE IF EXISTS item; CREATE TABLE item (id bigint PRIMARY KEY, note text);"
              + " INSERT INTO item SELECT g, 'note ' || g FROM generate_series(1, 100) g");
    }
  }

  private static StatementWork read() {
    return new StatementWork(
        new TrafficStatement("read", "SELECT * FROM item WHERE id = $1", 1, true, Keeping.NAMED),
        random -> List.of(Optional.of(Integer.toString(1 + random.nextInt(100)))));
  }

  private static StatementWork insert() {
    return new StatementWork(
        new TrafficStatement(
            "insert",
            "INSERT INTO item VALUES (100 + (SELECT count(*) FROM item) * 0 + $1::bigint, $2)",
            2,
            false,
            Keeping.NAMED),
        random -> List.of(Optional.of(Long.toString(random.nextLong(1L << 50))), Optional.empty()));
  }

  /// Locks a row in a transaction and then fails, now and then.
  private record Failing() implements Work {
    private static final TrafficStatement BEGIN =
        new TrafficStatement("begin", "BEGIN", 0, true, Keeping.NAMED);
    private static final TrafficStatement LOCK =
        new TrafficStatement(
            "lock", "SELECT id FROM item WHERE id = 1 FOR UPDATE", 0, false, Keeping.NAMED);
    private static final TrafficStatement DIVIDE =
        new TrafficStatement("divide", "SELECT 1 / $1::int", 1, true, Keeping.UNNAMED);
    private static final TrafficStatement COMMIT =
        new TrafficStatement("commit", "COMMIT", 0, true, Keeping.NAMED);

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public List<TrafficStatement> statements() {
      return List.of(BEGIN, LOCK, DIVIDE, COMMIT);
    }

    @Override
    public void perform(WorkSession session, RandomGenerator random) {
      session.run(BEGIN, List.of());
      long id =
          Long.parseLong(session.table(LOCK, List.of()).rows().getFirst().getFirst().orElseThrow());
      assertThat(id).isEqualTo(1);
      session.run(DIVIDE, List.of(Optional.of(Integer.toString(random.nextInt(2)))));
      session.run(COMMIT, List.of());
    }
  }

  @Test
  void aWorkThatFailsLeavesNoTransactionBehind() {
    try (TrafficRun run = traffic(TrafficSettings.of(300, 3), new Failing())) {
      assertThat(run.awaitEnded(60, LIMIT)).isTrue();
      TrafficReport report = run.stop();
      assertThat(report.failed()).extracting(ErrorCount::error).containsExactly("22012");
      long committed = statement(report, "commit").execution().count();
      assertThat(committed).isPositive().isEqualTo(report.latency().count());
      assertThat(statement(report, "divide").failed()).isEqualTo(report.failed());
      assertThat(statement(report, "begin").execution().count()).isEqualTo(report.arrived());
    }
  }

  private static TrafficReport.StatementReport statement(TrafficReport report, String name) {
    return report.statements().stream()
        .filter(each -> each.statement().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static TrafficRun traffic(TrafficSettings settings, Work... works) {
    List<WeightedWork> weighted =
        List.of(works).stream().map(work -> new WeightedWork(work, 1)).toList();
    return Traffic.start(TrafficMix.of(weighted), settings, sessions(), CLOCK);
  }

  private static SessionSource sessions() {
    return SessionSource.to(
        cluster.settings(),
        SessionOptions.onOwnServer(APPLICATION).withLockTimeout(Duration.ofSeconds(20)));
  }

  /// Of 100 arrivals per second, evenly, a lock of T seconds keeps 100 T waiting: the k-th, due
  /// k/100 s after the lock was granted, waits at least T - k/100 s. So their median is at least
  /// T/2 and the longest T, and none is longer by more than passed between the release and the
  /// moment at which all had ended.
  @Test
  void aLockIsSeenAsLongAsItWasHeld() {
    TrafficSettings settings =
        TrafficSettings.of(100, SESSIONS).withSpacing(TrafficSettings.Spacing.EVEN);
    try (TrafficRun run = traffic(settings, read());
        Session session = cluster.session()) {
      assertThat(run.awaitEnded(50, LIMIT)).isTrue();
      long endedBefore = run.ended();
      long before = CLOCK.nanoTime();
      session.execute("BEGIN; LOCK TABLE item");
      long granted = CLOCK.nanoTime();
      session.execute("SELECT pg_sleep(1)");
      long asked = CLOCK.nanoTime();
      TrafficWindow blocked = run.between(granted, asked);
      long released = CLOCK.nanoTime();
      session.execute("COMMIT");
      TrafficWindow during = whenEnded(run, granted, released);
      double late = (CLOCK.nanoTime() - released) / 1e9;
      long left = run.between(0, granted).arrived() - endedBefore;

      double held = (released - granted) / 1e9;
      assertThat((double) during.arrived()).isCloseTo(100 * held, within(1.01));
      assertThat(during.completed()).isEqualTo(during.arrived());
      assertThat(during.unfinished()).isZero();
      assertThat(seconds(during.longest())).isBetween(held - SPACING, held + late);
      assertWaited(during.latency().max(), held, late);
      assertWaited(during.latency().p50(), held / 2, late);
      assertWaited(during.latency().p99(), held * 0.99, late);
      assertThat(during.waitingAtMost()).isBetween(during.arrived(), during.arrived() + left);
      assertThat(during.works())
          .singleElement()
          .satisfies(work -> assertThat(work.latency()).isEqualTo(during.latency()));
      // Asked while the lock was still held, the same arrivals had not ended. A session that has
      // taken one and did not run yet may hide it.
      double soFar = (asked - granted) / 1e9;
      assertThat(blocked.unfinished()).isEqualTo(blocked.arrived());
      assertThat((double) blocked.arrived())
          .isBetween(100 * soFar - SESSIONS - 1.01, 100 * soFar + 1.01);
      assertThat(blocked.waitingAtMost()).isBetween(blocked.arrived(), blocked.arrived() + left);
      assertThat(seconds(blocked.longest())).isBetween(soFar - (SESSIONS + 1) * SPACING, held);
      TrafficWindow quiet = run.between(0, before);
      assertThat(quiet.latency().p50()).isLessThan(during.latency().p50());
    }
  }

  /// What was due from one moment to another, once all of it has ended.
  private static TrafficWindow whenEnded(TrafficRun run, long from, long to) {
    long least = (long) Math.floor((to - from) / 1e9 / SPACING);
    TrafficWindow window = run.between(from, to);
    while (window.completed() < least || window.unfinished() > 0) {
      oneMore(run);
      window = run.between(from, to);
    }
    return window;
  }

  /// A digit of the histogram is lost, and the moments are those between two arrivals.
  private static void assertWaited(Duration latency, double expected, double late) {
    assertThat(seconds(latency)).isBetween(expected - 0.04, expected + late + 0.04);
  }

  private static void oneMore(TrafficRun run) {
    assertThat(run.awaitEnded(run.ended() + 1, LIMIT)).isTrue();
  }

  private static long failures(TrafficRun run) {
    return run.between(0, CLOCK.nanoTime()).failed().stream().mapToLong(ErrorCount::count).sum();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  @Test
  void aPlanThatATableOutgrewIsAnErrorAndIsCounted() {
    try (TrafficRun run = traffic(TrafficSettings.of(300, 3), read());
        Session session = cluster.session()) {
      // Each session has prepared its statement.
      while (sessions(session, "query LIKE '%FROM item%'") < 3) {
        oneMore(run);
      }
      session.execute("ALTER TABLE item ADD COLUMN price numeric");
      long altered = CLOCK.nanoTime();
      while (failures(run) < 3) {
        oneMore(run);
      }
      assertThat(run.awaitEnded(run.ended() + 60, LIMIT)).isTrue();
      TrafficReport report = run.stop();
      // Each session learns it once.
      assertThat(report.failed()).containsExactly(new ErrorCount("0A000", 3));
      assertThat(report.statements())
          .singleElement()
          .satisfies(
              statement ->
                  assertThat(statement.failed()).containsExactly(new ErrorCount("0A000", 3)));
      assertThat(run.between(altered, CLOCK.nanoTime()).completed()).isPositive();
    }
  }

  @Test
  void sessionsThatWereKilledAreOpenedAgain() {
    try (TrafficRun run = traffic(TrafficSettings.of(300, 4), read());
        Session session = cluster.session()) {
      assertThat(run.awaitEnded(60, LIMIT)).isTrue();
      session.execute("CREATE TEMPORARY TABLE killed (pid int)");
      session.execute(
          "INSERT INTO killed SELECT pid FROM pg_stat_activity WHERE application_name = '%s'"
              .formatted(APPLICATION));
      assertThat(session.number("SELECT count(pg_terminate_backend(pid)) FROM killed"))
          .isEqualTo(4);
      while (failures(run) < 4 || sessions(session, "pid NOT IN (TABLE killed)") < 4) {
        oneMore(run);
      }
      TrafficReport report = run.stop();
      assertThat(report.reconnected()).isEqualTo(4);
      assertThat(report.failures()).isEqualTo(4);
      assertThat(report.failed()).extracting(ErrorCount::error).isSubsetOf("57P01", "08006");
    }
  }

  @Test
  void continuesAfterTheServerCrashed() {
    try (TrafficRun run = traffic(TrafficSettings.of(300, 2), read())) {
      assertThat(run.awaitEnded(60, LIMIT)).isTrue();
      cluster.crash();
      while (run.between(0, CLOCK.nanoTime()).failed().stream()
          .noneMatch(failed -> failed.error().equals("08001"))) {
        oneMore(run);
      }
      cluster.start();
      long started = CLOCK.nanoTime();
      try (Session session = cluster.session()) {
        while (sessions(session, "true") < 2
            || run.between(started, CLOCK.nanoTime()).completed() == 0) {
          oneMore(run);
        }
      }
      TrafficReport report = run.stop();
      assertThat(report.reconnected()).isEqualTo(2);
      assertThat(run.between(started, CLOCK.nanoTime()).completed()).isPositive();
      assertThat(report.failed()).extracting(ErrorCount::error).contains("08001");
    }
  }

  @Test
  void nothingThatArrivedIsLostWhenItStops() {
    TrafficRun run = traffic(TrafficSettings.of(400, 4), insert());
    assertThat(run.awaitEnded(200, LIMIT)).isTrue();
    TrafficReport report = run.stop();
    assertThat(run.stop()).isSameAs(report);
    assertThat(report.failed()).isEmpty();
    assertThat(report.givenUp()).isZero();
    assertThat(report.arrived()).isEqualTo(report.latency().count());
    try (Session session = cluster.session()) {
      assertThat(session.number("SELECT count(*) FROM item WHERE note IS NULL"))
          .isEqualTo(report.arrived());
      // A backend ends after its client has gone.
      long began = CLOCK.nanoTime();
      while (sessions(session, "true") > 0) {
        assertThat(CLOCK.since(began)).isLessThan(LIMIT);
        CLOCK.pause(Duration.ofMillis(10));
      }
    }
  }

  private static long sessions(Session session, String condition) {
    return session.number(
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = ? AND " + condition,
        APPLICATION);
  }

  @Test
  void whatIsBlockedAtTheStopIsCancelledOrGivenUp() {
    TrafficSettings settings =
        TrafficSettings.of(200, 3)
            .withSpacing(TrafficSettings.Spacing.EVEN)
            .withDrain(Duration.ofMillis(100));
    try (TrafficRun run = traffic(settings, read());
        Session session = cluster.session()) {
      assertThat(run.awaitEnded(20, LIMIT)).isTrue();
      session.execute("BEGIN; LOCK TABLE item");
      long began = CLOCK.nanoTime();
      while (session.number(
              "SELECT count(*) FROM pg_locks WHERE relation = 'item'::regclass AND NOT granted")
          < 3) {
        assertThat(CLOCK.since(began)).isLessThan(LIMIT);
        CLOCK.pause(Duration.ofMillis(10));
      }
      session.execute("SELECT pg_sleep(0.3)");
      TrafficReport report = run.stop();
      assertThat(report.failed()).containsExactly(new ErrorCount("57014", 3));
      assertThat(report.givenUp()).isGreaterThan(40);
      // Evenly at 200 per second, so many are due before the moment of the stop.
      assertThat((double) report.arrived()).isCloseTo(200 * seconds(report.elapsed()), within(1.0));
      session.execute("ROLLBACK");
    }
  }

  @Test
  void theReadOnlyPartCannotWrite() {
    StatementWork pretender =
        new StatementWork(
            new TrafficStatement(
                "pretender", "DELETE FROM item WHERE id = 1", 0, true, Keeping.NAMED),
            ParameterDraw.NONE);
    TrafficMix mix =
        TrafficMix.of(
            List.of(
                new WeightedWork(read(), 1),
                new WeightedWork(insert(), 2),
                new WeightedWork(pretender, 1)));
    assertThat(mix.readOnly().works())
        .extracting(work -> work.work().name())
        .containsExactly("read", "pretender");
    assertThat(mix.readOnly().shareOf(mix)).isEqualTo(0.5);
    try (TrafficRun run =
        Traffic.start(mix.readOnly(), TrafficSettings.of(400, 2), sessions(), CLOCK)) {
      assertThat(run.awaitEnded(100, LIMIT)).isTrue();
      TrafficReport report = run.stop();
      assertThat(report.failed()).extracting(ErrorCount::error).containsExactly("25006");
      assertThat(report.latency().count()).isPositive();
    }
    try (Session session = cluster.session()) {
      assertThat(session.number("SELECT count(*) FROM item")).isEqualTo(100);
    }
  }

  @Test
  void aServerThatIsNotThereIsTheFaultOfTheStart() {
    SessionSource nowhere =
        SessionSource.to(cluster.settings("nowhere"), SessionOptions.onOwnServer(APPLICATION));
    TrafficMix mix = TrafficMix.of(List.of(new WeightedWork(read(), 1)));
    assertThatThrownBy(() -> Traffic.start(mix, TrafficSettings.of(1, 1), nowhere, CLOCK))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(
            () ->
                Traffic.start(
                    TrafficMix.of(List.of()), TrafficSettings.of(1, 1), sessions(), CLOCK))
        .isInstanceOfSatisfying(
            Fault.class, e -> assertThat(e.code()).isEqualTo(TrafficError.TRAFFIC_EMPTY));
  }
}
