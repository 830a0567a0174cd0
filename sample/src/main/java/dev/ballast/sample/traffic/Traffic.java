package dev.ballast.sample.traffic;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.sample.PlantedFault;
import dev.ballast.sample.ShopOrigin;
import dev.ballast.sample.data.Calendar;
import dev.ballast.sample.data.Population;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Users at work in a sample shop: an open loop, that is, operations arrive at the chosen rate
/// however long earlier ones take. Continues through restarts of the server, counting errors. Safe
/// for any number of threads.
public final class Traffic implements AutoCloseable {
  /// What users wait for at most.
  private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(3);

  /// Time for operations at work to end by themselves when the traffic is closed, and then for
  /// those cut short.
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration LAST_WAIT = Duration.ofSeconds(2);

  private final Clock clock;
  private final StopSignal stop;
  private final Measurements measurements;
  private final List<Writer> writers;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<Optional<Throwable>> defect =
      new AtomicReference<>(Optional.empty());

  private Traffic(Clock clock, StopSignal stop, Measurements measurements, List<Writer> writers) {
    this.clock = clock;
    this.stop = stop;
    this.measurements = measurements;
    this.writers = List.copyOf(writers);
  }

  /// Starts at once. The server must answer now; later it may go and come back.
  ///
  /// @param application the shop as its application sees it, `Shop.application()`
  public static Traffic start(
      ConnectionSettings application, TrafficSettings settings, Clock clock) {
    requireNonNull(application, "application is null");
    requireNonNull(settings, "settings is null");
    requireNonNull(clock, "clock is null");
    Briefing briefing = Briefing.read(application, options("shop traffic"));
    StopSignal stop = new StopSignal(clock);
    Measurements measurements = new Measurements(clock);
    Writer.Workload workload =
        new Writer.Workload(
            briefing.run(),
            new Arrivals(settings.ratePerSecond(), settings.seed()),
            new Statements(briefing.population(), settings.seed(), briefing.version()),
            measurements,
            stop,
            Calendar.end());
    List<Writer> writers = new ArrayList<>();
    for (int number = 1; number <= settings.writers(); number++) {
      writers.add(
          new Writer(
              workload, number, new ReconnectingSession(application, options("shop traffic"))));
    }
    Traffic traffic = new Traffic(clock, stop, measurements, writers);
    writers.forEach(writer -> traffic.launch("shop-writer", writer));
    if (briefing.sitsIdle()) {
      traffic.launch(
          "shop-idle",
          new IdleTransaction(
              new ReconnectingSession(application, options(PlantedFault.IDLE_TRANSACTION.where())),
              stop));
    }
    return traffic;
  }

  /// What happened so far; also after the end.
  public TrafficReport snapshot() {
    refuseDefect();
    return measurements.report();
  }

  /// What the server acknowledged so far, by writer. Ask before a drill and after it; what was
  /// acknowledged before must still be there.
  public List<AcknowledgedWrites> acknowledged() {
    return writers.stream().map(Writer::acknowledged).toList();
  }

  /// Waits until so many operations ended, well or badly, since the start; `TRAFFIC_TOO_SLOW` when
  /// they do not within the limit.
  public void awaitOperations(long count, Duration limit) {
    try {
      measurements.awaitOperations(count, limit);
    } catch (InterruptedException e) {
      throw CommonError.interrupted("waiting for the sample traffic");
    }
  }

  /// Lets operations at work end, cuts short those that take long, and is done within seconds.
  @Override
  public void close() {
    stop.give();
    join(GRACE);
    threads.forEach(Thread::interrupt);
    join(LAST_WAIT);
    refuseDefect();
  }

  private void launch(String name, Runnable work) {
    threads.add(
        Thread.ofVirtual()
            .name(name)
            .uncaughtExceptionHandler(
                (thread, problem) -> defect.compareAndSet(Optional.empty(), Optional.of(problem)))
            .start(work));
  }

  private void join(Duration limit) {
    long end = clock.nanoTime() + limit.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofNanos(Math.max(0, end - clock.nanoTime())));
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      throw CommonError.interrupted("ending the sample traffic");
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

  private static SessionOptions options(String applicationName) {
    return SessionOptions.onOwnServer(applicationName)
        .withStatementTimeout(STATEMENT_TIMEOUT)
        .withLockTimeout(LOCK_TIMEOUT);
  }

  /// What the traffic has to know about the shop before it starts.
  private record Briefing(
      long run, Population population, boolean sitsIdle, ServerVersion version) {
    static Briefing read(ConnectionSettings application, SessionOptions options) {
      try (Session session = Session.open(application, options)) {
        Population population = ShopOrigin.read(session).population();
        boolean sitsIdle =
            session.number(
                    "SELECT count(*) FROM shop.planted_faults WHERE fault = ?",
                    PlantedFault.IDLE_TRANSACTION.name())
                > 0;
        return new Briefing(
            session.number("SELECT nextval('shop.traffic_run')"),
            population,
            sitsIdle,
            session.version());
      }
    }
  }
}
