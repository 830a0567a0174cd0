package dev.ballast.store.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.job.Job.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Looks at jobs when they are due, one of the nodes that share a store at a time. A node that was
/// killed is missed by its heartbeat, and its jobs are another's. Safe for any number of threads.
public final class JobRunner implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final int MISSED_HEARTBEATS = 4;
  private static final int LIGHT_THREADS = 2;
  private static final int RUNS_SHOWN = 50;

  /// Jobs that are running are interrupted when this has passed after the end was requested.
  private static final Duration END_WAIT = Duration.ofSeconds(5);

  private final SessionPool pool;
  private final Map<String, Job> jobs;
  private final List<Scheduler> schedulers;

  private JobRunner(SessionPool pool, Map<String, Job> jobs, List<Scheduler> schedulers) {
    this.pool = pool;
    this.jobs = jobs;
    this.schedulers = schedulers;
  }

  /// Begins to look at the jobs.
  ///
  /// @param node the name of this node, unlike any other's
  public static JobRunner start(SessionPool pool, String node, List<Job> jobs, Clock clock) {
    Recorder recorder = new Recorder(pool, node, clock);
    List<Scheduler> schedulers =
        List.of(
            scheduler(pool, node + " light", of(jobs, Job.Weight.LIGHT), LIGHT_THREADS, recorder),
            scheduler(pool, node + " heavy", of(jobs, Job.Weight.HEAVY), 1, recorder));
    schedulers.forEach(Scheduler::start);
    return new JobRunner(
        pool, jobs.stream().collect(Collectors.toMap(Job::name, Function.identity())), schedulers);
  }

  private static List<Job> of(List<Job> jobs, Job.Weight weight) {
    return jobs.stream().filter(job -> job.weight() == weight).toList();
  }

  private static Scheduler scheduler(
      SessionPool pool, String name, List<Job> jobs, int threads, Recorder recorder) {
    List<RecurringTask<Void>> tasks =
        jobs.stream()
            .map(
                job ->
                    Tasks.recurring(job.name(), FixedDelay.of(job.every()))
                        .onFailure(
                            (end, next) -> {
                              recorder.failed(job, end);
                              next.reschedule(end, end.getTimeDone().plus(job.every()));
                            })
                        .execute((instance, context) -> recorder.look(job)))
            .toList();
    return Scheduler.create(pool.asDataSource())
        .startTasks(tasks)
        .threads(threads)
        .schedulerName(new SchedulerName.Fixed(name))
        .pollingInterval(POLL)
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
        .shutdownMaxWait(END_WAIT)
        .build();
  }

  /// Looks at a job and keeps what came of it.
  private record Recorder(SessionPool pool, String node, Clock clock) {
    void look(Job job) {
      Instant started = clock.now();
      switch (job.work().look()) {
        case Outcome.NothingDue ignored -> {}
        case Outcome.Done(String summary) ->
            keep(job, started, clock.now(), JobRun.Result.DONE, summary);
      }
    }

    /// A fault says what happened; anything else is a defect, and is kept too.
    void failed(Job job, ExecutionComplete end) {
      String why =
          end.getCause()
              .map(
                  cause ->
                      cause instanceof Fault fault
                          ? sentence(fault)
                          : "a defect of Ballast ("
                              + CommonError.INTERNAL_ERROR.id()
                              + "): "
                              + cause)
              .orElse("for an unknown reason");
      Instant ended = end.getTimeDone();
      keep(job, ended.minus(end.getDuration()), ended, JobRun.Result.FAILED, why);
    }

    private static String sentence(Fault fault) {
      return fault.getMessage()
          + " ("
          + fault.code().id()
          + ")"
          + fault.detail().map(d -> ": " + d).orElse("");
    }

    private void keep(
        Job job, Instant started, Instant ended, JobRun.Result result, String summary) {
      try (Session session = pool.lend()) {
        session.execute(
            SqlResource.load(JobRunner.class, "keep", session.version()),
            job.name(),
            node,
            started,
            ended,
            result.text(),
            summary);
      }
    }
  }

  /// All jobs of this node, in order of their names.
  public List<JobState> list() {
    try (Session session = pool.lend()) {
      return session
          .query(
              SqlResource.load(JobRunner.class, "states", session.version()),
              row ->
                  Optional.ofNullable(jobs.get(row.text("name")))
                      .map(
                          job ->
                              new JobState(
                                  job.name(),
                                  job.every(),
                                  row.instantOrEmpty("next"),
                                  row.textOrEmpty("running_on"),
                                  row.instantOrEmpty("last_success"),
                                  Math.toIntExact(row.number("failures")))))
          .stream()
          .flatMap(Optional::stream)
          .toList();
    }
  }

  /// The last runs of a job that did something or failed, the newest first.
  public List<JobRun> runs(String job) {
    try (Session session = pool.lend()) {
      return session.query(
          SqlResource.load(JobRunner.class, "runs", session.version()),
          row ->
              new JobRun(
                  row.text("job"),
                  row.text("node"),
                  row.instant("started_at"),
                  row.instant("ended_at"),
                  JobRun.Result.parse(row.text("result")),
                  row.text("summary")),
          job,
          RUNS_SHOWN);
    }
  }

  /// Ends the looks that are running, after a short wait by an interrupt.
  @Override
  public void close() {
    schedulers.forEach(Scheduler::stop);
  }
}
