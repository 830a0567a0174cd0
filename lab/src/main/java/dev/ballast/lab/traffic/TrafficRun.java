package dev.ballast.lab.traffic;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Traffic that is under way, or was. Safe for any number of threads.
public final class TrafficRun implements AutoCloseable {
  /// How long what was cancelled may take to end before its session is cut.
  private static final Duration AFTER_CANCEL = Duration.ofSeconds(5);

  private final Setting setting;
  private final Clock clock;
  private final Instant start;
  private final Ending ending;
  private final TrafficLog log;
  private final List<Worker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<Optional<Throwable>> defect =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<TrafficReport>> report =
      new AtomicReference<>(Optional.empty());

  /// What is run, and in how many sessions.
  record Setting(
      Schedule schedule,
      int sessions,
      Duration drain,
      boolean readOnly,
      boolean keepsTransactions) {}

  private TrafficRun(Setting setting, Clock clock, TrafficLog log) {
    this.setting = setting;
    this.clock = clock;
    this.log = log;
    this.start = clock.now();
    this.ending = new Ending(clock.nanoTime());
  }

  static TrafficRun begin(Setting setting, SessionSource sessions, Clock clock) {
    requireNonNull(sessions, "sessions is null");
    TrafficLog log = new TrafficLog(setting.sessions(), Happenings.MOST);
    List<Line> lines = new ArrayList<>();
    try {
      for (int number = 0; number < setting.sessions(); number++) {
        Line line = new Line(sessions, setting.readOnly(), clock, log, number);
        lines.add(line);
        line.session();
      }
    } catch (Fault e) {
      lines.forEach(Line::close);
      throw e;
    }
    TrafficRun run = new TrafficRun(setting, clock, log);
    Worker.Plan plan =
        new Worker.Plan(setting.schedule(), log, run.ending, clock, setting.keepsTransactions());
    for (int number = 0; number < lines.size(); number++) {
      run.launch(new Worker(plan, number, lines.get(number)));
    }
    return run;
  }

  private void launch(Worker worker) {
    workers.add(worker);
    threads.add(
        Thread.ofPlatform()
            .daemon()
            .name("traffic-" + threads.size())
            .uncaughtExceptionHandler(
                (thread, problem) -> defect.compareAndSet(Optional.empty(), Optional.of(problem)))
            .start(worker));
  }

  /// When the traffic began.
  public Instant start() {
    return start;
  }

  /// What became of the arrivals that were due from one moment to another, both by
  /// [Clock#nanoTime()].
  public TrafficWindow between(long fromNanos, long toNanos) {
    refuseDefect();
    long from = Math.max(0, fromNanos - ending.startNanos());
    long to = Math.clamp(toNanos - ending.startNanos(), from, Math.max(from, ending.stopNanos()));
    long now = clock.nanoTime() - ending.startNanos();
    return log.window(from, to, now, untaken(Math.min(to, now)));
  }

  /// What became of the arrivals that were due from one moment to another.
  public TrafficWindow between(Instant from, Instant to) {
    return between(nanos(from), nanos(to));
  }

  private long nanos(Instant moment) {
    return ending.startNanos() + Duration.between(start, moment).toNanos();
  }

  /// Those that were given up are none that wait.
  private long[] untaken(long before) {
    return report.get().isPresent() ? new long[0] : setting.schedule().untaken(before);
  }

  /// How many works ended so far, well or badly.
  public long ended() {
    refuseDefect();
    return log.ended();
  }

  /// Waits until so many works ended since the start, well or badly; false where they do not within
  /// the limit.
  public boolean awaitEnded(long count, Duration limit) {
    try {
      return log.awaitEnded(count, limit);
    } catch (InterruptedException e) {
      throw CommonError.interrupted("waiting for traffic");
    }
  }

  /// Waits until all of a recording was repeated; false where it is not within the limit.
  public boolean awaitEnd(Duration limit) {
    return join(limit);
  }

  /// Stops. What has arrived by now may end within the time to drain; then it is cancelled, and
  /// what has not begun is given up. Later calls return the same.
  public TrafficReport stop() {
    Optional<TrafficReport> made = report.get();
    if (made.isPresent()) {
      return made.get();
    }
    long stopped = ending.stopAt(clock.nanoTime() - ending.startNanos());
    if (!join(setting.drain())) {
      ending.over();
      workers.forEach(worker -> worker.line().cancel());
      if (!join(AFTER_CANCEL)) {
        workers.forEach(worker -> worker.line().cut());
        join(AFTER_CANCEL);
      }
    }
    refuseDefect();
    long untaken = setting.schedule().untaken(stopped).length;
    report.compareAndSet(
        Optional.empty(), Optional.of(log.report(Duration.ofNanos(stopped), untaken)));
    return report.get().orElseThrow();
  }

  @Override
  public void close() {
    stop();
  }

  private boolean join(Duration limit) {
    long end = clock.nanoTime() + limit.toNanos();
    try {
      boolean all = true;
      for (Thread thread : threads) {
        all &= thread.join(Duration.ofNanos(Math.max(0, end - clock.nanoTime())));
      }
      return all;
    } catch (InterruptedException e) {
      ending.over();
      workers.forEach(worker -> worker.line().cut());
      throw CommonError.interrupted("ending traffic");
    }
  }

  private void refuseDefect() {
    defect
        .get()
        .ifPresent(
            problem -> {
              throw new IllegalStateException("a thread of the traffic broke off", problem);
            });
  }
}
