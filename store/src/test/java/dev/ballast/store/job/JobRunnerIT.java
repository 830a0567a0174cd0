package dev.ballast.store.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.database.Store;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.store.job.JobRunner.Answer;
import dev.ballast.store.node.Membership;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JobRunnerIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final Duration RARELY = Duration.ofHours(1);
  private static TemporaryCluster cluster;
  private static Store store;

  /// How many runs there are at a time, and were at most.
  private static final class Gauge {
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger runs = new AtomicInteger();

    String run() {
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      CLOCK.pause(Duration.ofMillis(300));
      now.decrementAndGet();
      runs.incrementAndGet();
      return "done";
    }
  }

  @BeforeAll
  static void start() {
    cluster = TemporaryCluster.of(18, CLOCK).tcp().start();
    ConnectionSettings settings = cluster.settings();
    store = Store.open(new StoreLocation.External(() -> settings), CLOCK);
  }

  @AfterAll
  static void stop() {
    store.close();
    cluster.close();
  }

  /// Each node has two heavy jobs that are always due; those of one host never meet, those of two
  /// hosts do.
  @Test
  void twoNodesNeverBurdenOneHostAtOnce() {
    Gauge oneHost = new Gauge();
    Gauge both = new Gauge();
    List<Job> jobs =
        List.of(
            heavy("prove a", "db1", () -> both(oneHost, both)),
            heavy("prove b", "db1", () -> both(oneHost, both)),
            heavy("prove c", "db2", both::run));
    try (JobRunner _ = runner("one", jobs);
        JobRunner _ = runner("two", jobs)) {
      eventually(() -> oneHost.runs.get() >= 4 && both.most.get() == 2);
    }
    assertThat(oneHost.most).hasValue(1);
    assertThat(both.most).hasValue(2);
  }

  private static String both(Gauge one, Gauge all) {
    all.now.incrementAndGet();
    all.most.accumulateAndGet(all.now.get(), Math::max);
    String said = one.run();
    all.now.decrementAndGet();
    return said;
  }

  @Test
  void whatIsRequestedRunsOnceDueOrNot() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Job job =
        new Job(
            "check vault main",
            RARELY,
            new Job.Weight.Heavy("vault main"),
            requested -> requested ? Optional.of(() -> waiting(begun, mayEnd)) : Optional.empty());
    try (JobRunner runner = runner("three", List.of(job))) {
      eventually(() -> lastLook(runner, job));
      assertThat(runner.runs(job.name())).isEmpty();
      assertThat(runner.request(job.name())).isEqualTo(Answer.STARTS);
      await(begun);
      assertThat(runner.request(job.name())).isEqualTo(Answer.RUNNING);
      assertThat(runner.list())
          .singleElement()
          .extracting(s -> s.runningOn().isPresent())
          .isEqualTo(true);
      mayEnd.countDown();
      eventually(() -> !runner.runs(job.name()).isEmpty());
      eventually(() -> runner.list().getFirst().runningOn().isEmpty());
      assertThat(runner.runs(job.name())).hasSize(1);
      assertThat(JobRunner.lastDone(store.pool(), job.name())).isPresent();
    }
  }

  private static boolean lastLook(JobRunner runner, Job job) {
    return runner.list().stream()
        .anyMatch(s -> s.name().equals(job.name()) && s.lastSuccess().isPresent());
  }

  private static String waiting(CountDownLatch begun, CountDownLatch mayEnd) {
    begun.countDown();
    await(mayEnd);
    return "done";
  }

  /// A look each second; after one failure two seconds, then four.
  @Test
  void whatFailsIsTriedLessAndLessOftenAndSaysWhy() {
    Job job =
        new Job(
            "prove z",
            OFTEN,
            new Job.Weight.Heavy("db9"),
            requested ->
                Optional.of(
                    () -> {
                      throw Fault.of(PostgresError.SERVER_BUSY, "too many clients")
                          .detail("while connecting");
                    }));
    try (JobRunner runner = runner("four", List.of(job))) {
      eventually(() -> runner.runs(job.name()).size() == 3);
      List<JobRun> runs = runner.runs(job.name()).reversed();
      assertThat(runs).allMatch(run -> run.result() == JobRun.Result.FAILED);
      assertThat(runs.getFirst().summary())
          .isEqualTo("too many clients (server-busy): while connecting");
      assertThat(gap(runs, 1)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
      assertThat(gap(runs, 2)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
      assertThat(runner.list().getFirst().failures()).isEqualTo(3);
    }
  }

  private static Duration gap(List<JobRun> runs, int index) {
    return Duration.between(runs.get(index - 1).endedAt(), runs.get(index).startedAt());
  }

  private static Job heavy(String name, String host, Job.Run run) {
    return new Job(name, OFTEN, new Job.Weight.Heavy(host), requested -> Optional.of(run));
  }

  private static JobRunner runner(String node, List<Job> jobs) {
    Membership member = new Membership(store.pool(), node, CLOCK);
    member.begin();
    return JobRunner.start(store.pool(), member, jobs, CLOCK);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
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
      CLOCK.pause(Duration.ofMillis(100));
    }
  }
}
