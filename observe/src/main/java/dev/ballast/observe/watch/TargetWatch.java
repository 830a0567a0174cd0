package dev.ballast.observe.watch;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Pace;
import dev.ballast.store.sample.Reading;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Watches one target with one session, until its thread is interrupted. A family that fails costs
/// itself alone; a server that cannot be reached is tried again, later each time.
final class TargetWatch implements Runnable {
  /// The longest that one family's query may take.
  private static final Duration QUERY_LIMIT = Duration.ofSeconds(5);

  private static final Duration LOCK_LIMIT = Duration.ofSeconds(1);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);

  private final Target target;
  private final List<Family<?>> families;
  private final Cadence cadence;
  private final Board board;
  private final ReadingSink sink;
  private final Clock clock;

  /// When each family is due, in the clock's nanoseconds. A wall clock that jumps changes nothing.
  private final Map<String, Long> due = new HashMap<>();

  TargetWatch(
      Target target, List<Family<?>> families, Cadence cadence, Findings findings, Clock clock) {
    this.target = target;
    this.families = List.copyOf(families);
    this.cadence = cadence;
    this.board = findings.board();
    this.sink = findings.sink();
    this.clock = clock;
  }

  @Override
  public void run() {
    Duration retry = FIRST_RETRY;
    while (!Thread.currentThread().isInterrupted()) {
      long began = clock.nanoTime();
      try (Session session = Session.open(target.connection(), options())) {
        watch(session);
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        board.unreachable(target.name(), fault);
      }
      // A session that lasted was no failed attempt.
      retry = clock.since(began).compareTo(LAST_RETRY) > 0 ? FIRST_RETRY : retry;
      clock.pause(retry);
      retry = shorter(retry.multipliedBy(2), LAST_RETRY);
    }
  }

  private static SessionOptions options() {
    return SessionOptions.of("ballast watch")
        .withStatementTimeout(QUERY_LIMIT)
        .withLockTimeout(LOCK_LIMIT);
  }

  /// Passes until the session ends or the thread is interrupted.
  private void watch(Session session) {
    ServerFacts server = facts(session);
    board.reached(target.name(), server);
    while (!Thread.currentThread().isInterrupted()) {
      pass(session, server);
      clock.pause(untilDue());
    }
  }

  private static ServerFacts facts(Session session) {
    return session.one(
        SqlResource.load(TargetWatch.class, "facts", session.version()),
        row ->
            new ServerFacts(
                session.version(),
                row.text("system"),
                row.instant("started_at"),
                row.flag("in_recovery")));
  }

  private void pass(Session session, ServerFacts server) {
    long began = clock.nanoTime();
    List<Family<?>> ofDatabases = new ArrayList<>();
    for (Family<?> family : families) {
      Long next = due.get(family.name());
      if (next != null && next - began > 0) {
        continue;
      }
      // From the pass's start, so that families of one cadence stay together.
      due.put(family.name(), began + cadence.of(family).toNanos());
      if (family.isPerDatabase()) {
        ofDatabases.add(family);
      } else {
        read(session, server, family);
      }
    }
    if (!ofDatabases.isEmpty()) {
      new DatabaseTour(target, options(), ofDatabases).run(session, server, this::found);
    }
    board.passed(target.name(), clock.now(), clock.since(began));
  }

  private void read(Session session, ServerFacts server, Family<?> family) {
    try {
      found(family, family.read(session, server), Optional.empty());
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      board.missing(target.name(), family, fault);
      if (session.hasEnded()) {
        throw fault;
      }
    }
  }

  /// @param incomplete why some of it is missing
  private void found(Family<?> family, List<Figures> figures, Optional<Fault> incomplete) {
    Reading reading = new Reading(target.name(), family.layout(), clock.now(), figures);
    board.read(family, reading);
    incomplete.ifPresent(why -> board.missing(target.name(), family, why));
    sink.accept(reading, Pace.of(cadence.of(family)));
  }

  private Duration untilDue() {
    long next = due.values().stream().mapToLong(Long::longValue).min().orElseThrow();
    return Duration.ofNanos(Math.max(0, next - clock.nanoTime()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
