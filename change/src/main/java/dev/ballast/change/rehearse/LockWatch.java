package dev.ballast.change.rehearse;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.LockMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks at what one session holds and who waits for it, again and again while its statements run.
/// Looks are taken on a thread of its own, and by [#look()] between statements. Every method may be
/// called from any thread.
final class LockWatch implements AutoCloseable {
  /// The distance of two looks. One costs the server about a millisecond.
  static final Duration INTERVAL = Duration.ofMillis(10);

  private static final double NANOS_PER_SECOND = 1e9;

  private final Session keeper;
  private final long pid;
  private final Clock clock;
  private final RepeatedLook looking;

  private final Map<Line.Lock, Taken> held = new LinkedHashMap<>();
  private final Waits ofStatement = new Waits();
  private final Waits ofScript = new Waits();
  private final Map<Waits.One, Waited> waited = new LinkedHashMap<>();
  private long lastLook;
  private int statement;

  /// What one look shows.
  private sealed interface Line {
    /// A lock that the session holds.
    record Lock(long relation, LockMode mode) implements Line {}

    /// A session that waits behind it.
    ///
    /// @param since when the wait began, which tells two waits of one process apart
    record Wait(long process, String since, Duration so, Optional<Lock> wanted) implements Line {}

    /// Not a mode of a relation.
    record Other() implements Line {}
  }

  /// A lock that was seen.
  ///
  /// @param notBefore the time of the look before, at which it was not there
  /// @param statement during which it was taken
  private record Taken(long notBefore, int statement) {}

  /// A lock that was released.
  ///
  /// @param statement during which it was taken
  /// @param from by [Clock#nanoTime()]
  record Released(int statement, long relation, LockMode mode, long from, long to) {
    Duration held() {
      return Duration.ofNanos(to - from);
    }
  }

  /// A session that waited for a lock on a relation.
  ///
  /// @param from by [Clock#nanoTime()]
  /// @param to when it was seen last
  record Waited(long relation, LockMode wanted, long from, long to) {}

  /// The waits seen in a stretch of time.
  private static final class Waits {
    private final Map<One, Duration> longest = new HashMap<>();
    private int atMost;

    /// One wait of one process.
    private record One(long process, String since) {}

    void add(List<Line.Wait> now) {
      atMost = Math.max(atMost, now.size());
      for (Line.Wait wait : now) {
        longest.put(new One(wait.process(), wait.since()), wait.so());
      }
    }

    Blocking take() {
      Blocking blocking =
          new Blocking(
              longest.size(),
              atMost,
              longest.values().stream().max(Duration::compareTo).orElse(Duration.ZERO));
      longest.clear();
      atMost = 0;
      return blocking;
    }
  }

  private LockWatch(Session keeper, long pid, Clock clock) {
    this.keeper = keeper;
    this.pid = pid;
    this.clock = clock;
    this.lastLook = clock.nanoTime();
    this.looking = RepeatedLook.start("lock watch", this::look, INTERVAL, clock);
  }

  /// @param keeper a superuser's session of the same database, which the watch closes
  /// @param pid the backend that is looked at
  static LockWatch start(Session keeper, long pid, Clock clock) {
    return new LockWatch(keeper, pid, clock);
  }

  /// What is taken from now on is taken by this statement.
  synchronized void begin(int number) {
    statement = number;
    lastLook = clock.nanoTime();
  }

  /// One look, now. A lock that is taken and released between two looks is not seen.
  synchronized void look() {
    List<Line> lines =
        keeper.query(
            SqlResource.load(LockWatch.class, "locks", keeper.version()),
            LockWatch::line,
            pid,
            pid);
    List<Line.Wait> waiting = new ArrayList<>();
    for (Line line : lines) {
      switch (line) {
        case Line.Lock lock -> held.putIfAbsent(lock, new Taken(lastLook, statement));
        case Line.Wait wait -> waiting.add(wait);
        case Line.Other() -> {}
      }
    }
    ofStatement.add(waiting);
    ofScript.add(waiting);
    lastLook = clock.nanoTime();
    for (Line.Wait wait : waiting) {
      wait.wanted()
          .ifPresent(
              wanted ->
                  waited.merge(
                      new Waits.One(wait.process(), wait.since()),
                      new Waited(
                          wanted.relation(),
                          wanted.mode(),
                          lastLook - wait.so().toNanos(),
                          lastLook),
                      (first, now) ->
                          new Waited(first.relation(), first.wanted(), first.from(), now.to())));
    }
  }

  private static Line line(Row row) {
    if (row.text("what").equals("waiting")) {
      return new Line.Wait(
          row.number("id"),
          row.text("since"),
          Duration.ofNanos(Math.round(row.decimal("seconds") * NANOS_PER_SECOND)),
          lock(row));
    }
    return lock(row).<Line>map(lock -> lock).orElseGet(Line.Other::new);
  }

  /// Empty where it is no lock on a relation.
  private static Optional<Line.Lock> lock(Row row) {
    return row.numberOrEmpty("relation").isPresent()
        ? LockMode.ofLockName(row.text("mode"))
            .map(mode -> new Line.Lock(row.numberOrEmpty("relation").getAsLong(), mode))
        : Optional.empty();
  }

  /// What was held since the last call. To be called when the transaction has just ended.
  synchronized List<Released> released() {
    long now = clock.nanoTime();
    List<Released> released = new ArrayList<>();
    held.forEach(
        (lock, taken) ->
            released.add(
                new Released(
                    taken.statement(), lock.relation(), lock.mode(), taken.notBefore(), now)));
    held.clear();
    return List.copyOf(released);
  }

  /// Who waited during the statement, since the last call.
  synchronized Blocking waitedForStatement() {
    return ofStatement.take();
  }

  /// Who waited during the script, since the last call. A wait that several statements caused is
  /// one.
  synchronized Blocking waitedForScript() {
    return ofScript.take();
  }

  /// The same, each for itself.
  synchronized List<Waited> waitsForScript() {
    List<Waited> all = List.copyOf(waited.values());
    waited.clear();
    return all;
  }

  /// Throws what ended the looking early, where something did: then nothing is known of the locks.
  void requireSound() {
    looking.requireSound();
  }

  @Override
  public void close() {
    looking.close();
    keeper.close();
  }
}
