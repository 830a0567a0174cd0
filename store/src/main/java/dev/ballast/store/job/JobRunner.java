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
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.node.Membership;
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
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED_HEARTBEATS = 4;
  private static final int LIGHT_THREADS = 2;
  private static final int RUNS_SHOWN = 50;
  private static final int MOST_DOUBLINGS = 10;
  private static final Duration LAST_RETRY = Duration.ofHours(1);

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
  /// @param member this node's place among those that share the store
  public static JobRunner start(SessionPool pool, Membership member, List<Job> jobs, Clock clock) {
    Recorder recorder = new Recorder(pool, member, clock);
    List<Scheduler> schedulers =
        List.of(
            scheduler(pool, member.node() + " light", of(jobs, false), LIGHT_THREADS, recorder),
            scheduler(pool, member.node() + " heavy", of(jobs, true), 1, recorder));
    schedulers.forEach(Scheduler::start);
    return new JobRunner(
        pool, jobs.stream().collect(Collectors.toMap(Job::name, Function.identity())), schedulers);
  }

  private static List<Job> of(List<Job> jobs, boolean heavy) {
    return jobs.stream().filter(job -> job.weight().isHeavy() == heavy).toList();
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
                              next.reschedule(end, end.getTimeDone().plus(retry(job, end)));
                            })
                        .execute((instance, context) -> recorder.look(job)))
            .toList();
    return Scheduler.create(pool.asDataSource())
        .startTasks(tasks)
        .serializer(NoData.INSTANCE)
        .threads(threads)
        .schedulerName(new SchedulerName.Fixed(name))
        .pollingInterval(POLL)
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
        .shutdownMaxWait(END_WAIT)
        .build();
  }

  /// Twice as long after each failure, so that what fails does not burden its host all the time.
  private static Duration retry(Job job, ExecutionComplete end) {
    int failures = Math.min(end.getExecution().consecutiveFailures, MOST_DOUBLINGS);
    Duration doubled = job.every().multipliedBy(1L << failures);
    return doubled.compareTo(LAST_RETRY) < 0 || doubled.equals(job.every()) ? doubled : LAST_RETRY;
  }

  /// Looks at a job and keeps what came of it.
  private record Recorder(SessionPool pool, Membership member, Clock clock) {
    void look(Job job) {
      Instant started = clock.now();
      boolean requested = isRequested(job);
      Optional<Job.Run> run = job.work().look(requested);
      if (run.isEmpty()) {
        forget(job);
        return;
      }
      switch (job.weight()) {
        case Job.Weight.Light() -> run(job, run.get(), started);
        case Job.Weight.Heavy(String host) -> {
          // Where the host is busy, the next look comes to the same result.
          if (member.takeHost(host, job.name())) {
            try (Leaving _ = () -> leave(host)) {
              run(job, run.get(), started);
            }
          }
        }
      }
    }

    /// Ends what is heavy on a host.
    @FunctionalInterface
    private interface Leaving extends AutoCloseable {
      @Override
      void close();
    }

    /// A store that is away has what was noted there until this node's place is another's, or until
    /// this node takes the host the next time.
    private void leave(String host) {
      try {
        member.leaveHost(host);
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        member.leaveLater(host);
      }
    }

    private void run(Job job, Job.Run run, Instant started) {
      forget(job);
      String summary = run.run();
      keep(job, started, clock.now(), JobRun.Result.DONE, summary);
    }

    private boolean isRequested(Job job) {
      try (Session session = pool.lend()) {
        return session.number("SELECT count(*) FROM job_request WHERE job = ?", job.name()) > 0;
      }
    }

    private void forget(Job job) {
      try (Session session = pool.lend()) {
        session.execute("DELETE FROM job_request WHERE job = ?", job.name());
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
            member.node(),
            started,
            ended,
            result.text(),
            summary);
      }
    }
  }

  /// What came of a request.
  public enum Answer {
    /// It is looked at within seconds, and done whether it is due or not.
    STARTS,
    /// It runs already; nothing was requested.
    RUNNING
  }

  /// Runs a job as soon as a node is free for it, due or not. However often it is requested before
  /// it begins, it runs once.
  public Answer request(String job) {
    if (!jobs.containsKey(job)) {
      throw new IllegalArgumentException("no job " + job);
    }
    try (Session session = pool.lend()) {
      session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
      try (Undo<RuntimeException> undo = Undo.unlessKept(session::rollback)) {
        long free =
            session.execute(SqlResource.load(JobRunner.class, "hasten", session.version()), job);
        if (free > 0) {
          session.execute("INSERT INTO job_request (job) VALUES (?) ON CONFLICT DO NOTHING", job);
        }
        session.commit();
        return undo.keep(free > 0 ? Answer.STARTS : Answer.RUNNING);
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
          JobRunner::run,
          job,
          RUNS_SHOWN);
    }
  }

  /// The last run of each job of this node that did something or failed, by the job's name.
  public Map<String, JobRun> lastRuns() {
    try (Session session = pool.lend()) {
      return session
          .query(
              SqlResource.load(JobRunner.class, "last-runs", session.version()),
              JobRunner::run,
              List.copyOf(jobs.keySet()))
          .stream()
          .collect(Collectors.toMap(JobRun::job, Function.identity()));
    }
  }

  private static JobRun run(Row row) {
    return new JobRun(
        row.text("job"),
        row.text("node"),
        row.instant("started_at"),
        row.instant("ended_at"),
        JobRun.Result.parse(row.text("result")),
        row.text("summary"));
  }

  /// When a job did something the last time.
  public static Optional<Instant> lastDone(SessionPool pool, String job) {
    try (Session session = pool.lend()) {
      // By the order of runs: a clock that was ahead for a while must not hide later ones.
      return session.first(
          """
          SELECT ended_at FROM job_run WHERE job = ? AND result = 'done'
           ORDER BY job_run_id DESC LIMIT 1""",
          row -> row.instant("ended_at"),
          job);
    }
  }

  /// Ends the looks that are running, after a short wait by an interrupt.
  @Override
  public void close() {
    schedulers.forEach(Scheduler::stop);
  }
}
