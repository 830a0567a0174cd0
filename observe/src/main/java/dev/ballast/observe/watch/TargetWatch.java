package dev.ballast.observe.watch;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Provider;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.inventory.InventoryKind;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.inventory.Inventory;
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
import java.util.stream.LongStream;

/// Watches one target with one session, until its thread is interrupted. A family that fails costs
/// itself alone; a server that cannot be reached is tried again, later each time.
final class TargetWatch implements Runnable {
  /// The longest that one family's query may take.
  private static final Duration QUERY_LIMIT = Duration.ofSeconds(5);

  /// How much longer the answer may be on its way, before the session counts as lost.
  private static final Duration ANSWER_SLACK = Duration.ofSeconds(2);

  private static final Duration LOCK_LIMIT = Duration.ofSeconds(1);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration RESTART = Duration.ofSeconds(30);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);

  private final Target target;
  private final WatchPlan plan;
  private final Findings findings;
  private final Board board;
  private final Clock clock;
  private final Reachability reachability;
  private final FollowUps followUps;

  /// When the pass began that read each family and inventory last, in the clock's nanoseconds. A
  /// wall clock that jumps changes nothing.
  private final Map<String, Long> passes = new HashMap<>();

  TargetWatch(Target target, WatchPlan plan, Findings findings, Clock clock) {
    this.target = target;
    this.plan = plan;
    this.findings = findings;
    this.board = findings.board();
    this.clock = clock;
    this.reachability = new Reachability(target.name(), findings.events(), clock);
    this.followUps = new FollowUps(target, plan, findings, clock);
  }

  @Override
  public void run() {
    Duration retry = FIRST_RETRY;
    long reachedAt = clock.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      long began = clock.nanoTime();
      if (attempt()) {
        reachedAt = clock.nanoTime();
      }
      // A session that lasted was no failed attempt.
      if (clock.since(began).compareTo(FIRST_RETRY) < 0
          || clock.since(reachedAt).compareTo(FIRST_RETRY) > 0) {
        clock.pause(retry);
      }
      // Most servers that go away are being restarted.
      retry =
          clock.since(reachedAt).compareTo(RESTART) < 0
              ? FIRST_RETRY
              : shorter(retry.multipliedBy(2), LAST_RETRY);
    }
  }

  /// One session, until it ends.
  ///
  /// @return whether the server answered in it
  private boolean attempt() {
    boolean answered = false;
    board.asks(target.name(), "a session");
    try (Session session = Session.open(target.connection(), options())) {
      ServerFacts server = facts(session);
      answered = true;
      reachability.reached();
      watch(session, server);
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      board.unreachable(target.name(), fault);
      if (!Thread.currentThread().isInterrupted()) {
        if (answered) {
          reachability.lost(fault);
        } else {
          reachability.refused(fault);
        }
      }
    }
    return answered;
  }

  private static SessionOptions options() {
    return SessionOptions.of("ballast watch")
        .withStatementTimeout(QUERY_LIMIT)
        .withAnswerSlack(ANSWER_SLACK)
        .withLockTimeout(LOCK_LIMIT);
  }

  /// Passes until the session ends or the thread is interrupted.
  private void watch(Session session, ServerFacts first) {
    ServerFacts server = first;
    while (!Thread.currentThread().isInterrupted()) {
      board.reached(target.name(), server);
      pass(session, server);
      clock.pause(untilDue(server));
      if (!Thread.currentThread().isInterrupted()) {
        // A standby may be a primary by now.
        server = facts(session);
      }
    }
  }

  private ServerFacts facts(Session session) {
    board.asks(target.name(), "the server's identity");
    return session.one(
        SqlResource.load(TargetWatch.class, "facts", session.version()),
        row ->
            new ServerFacts(
                session.version(),
                row.text("system"),
                row.instant("started_at"),
                row.flag("in_recovery"),
                Provider.of(row.flag("rds"), row.flag("aurora"))));
  }

  private void pass(Session session, ServerFacts server) {
    long began = clock.nanoTime();
    List<Family<?>> ofDatabases = new ArrayList<>();
    for (Family<?> family : plan.families()) {
      if (!family.fits(server) || !isDue(family.name(), cadence(family), began)) {
        continue;
      }
      if (family.isPerDatabase()) {
        ofDatabases.add(family);
      } else {
        read(session, server, family);
      }
    }
    for (InventoryKind kind : plan.inventories()) {
      if (isDue(named(kind), kind.cadence(), began)) {
        read(session, server, kind);
      }
    }
    if (!ofDatabases.isEmpty()) {
      new DatabaseTour(target, options(), ofDatabases, what -> board.asks(target.name(), what))
          .run(
              session,
              server,
              (family, figures, incomplete) -> {
                followUps.afterAll(family, figures);
                found(family, figures, incomplete);
              });
    }
    board.passed(target.name(), clock.now(), clock.since(began));
  }

  /// From the pass's start, so that what has one cadence stays together.
  private boolean isDue(String what, Duration cadence, long passBegan) {
    Long last = passes.get(what);
    if (last != null && passBegan - last < cadence.toNanos()) {
      return false;
    }
    passes.put(what, passBegan);
    return true;
  }

  private Duration cadence(Family<?> family) {
    return board.attention().cadence(target.name(), family.name(), plan.cadence().of(family));
  }

  private void read(Session session, ServerFacts server, Family<?> family) {
    board.asks(target.name(), family.name());
    try {
      List<Figures> figures = family.read(session, server);
      found(family, figures, Optional.empty());
      followUps.after(family, figures, session);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      board.missing(target.name(), family, fault);
      if (session.hasEnded()) {
        throw fault;
      }
    }
  }

  private void read(Session session, ServerFacts server, InventoryKind kind) {
    board.asks(target.name(), kind.name());
    try {
      findings
          .inventories()
          .accept(
              new Inventory(target.name(), kind.name(), clock.now(), kind.read(session, server)));
      board.has(target.name(), kind.name());
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      board.missing(target.name(), kind.name(), fault);
      if (session.hasEnded()) {
        throw fault;
      }
    }
  }

  /// @param incomplete why some of it is missing
  private void found(Family<?> family, List<Figures> figures, Optional<Fault> incomplete) {
    Reading reading = new Reading(target.name(), family.layout(), clock.now(), figures);
    board
        .target(target.name())
        .flatMap(t -> t.family(family.name()))
        .flatMap(FamilyState::latest)
        .flatMap(before -> Resets.between(before, reading))
        .ifPresent(findings.events()::accept);
    board.read(family, reading);
    incomplete.ifPresent(why -> board.missing(target.name(), family, why));
    if (!family.isMomentary()) {
      findings.readings().accept(reading, Pace.of(plan.cadence().of(family)));
    }
  }

  /// Until the next of what fits the server as it is: what a primary has not is never due there.
  private Duration untilDue(ServerFacts server) {
    long now = clock.nanoTime();
    LongStream families =
        plan.families().stream()
            .filter(family -> family.fits(server))
            .mapToLong(family -> left(family.name(), cadence(family), now));
    LongStream inventories =
        plan.inventories().stream().mapToLong(kind -> left(named(kind), kind.cadence(), now));
    return Duration.ofNanos(
        LongStream.concat(families, inventories).min().orElse(LAST_RETRY.toNanos()));
  }

  private long left(String what, Duration cadence, long now) {
    Long last = passes.get(what);
    return last == null ? 0 : Math.max(0, cadence.toNanos() - (now - last));
  }

  private static String named(InventoryKind kind) {
    return "inventory " + kind.name();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
