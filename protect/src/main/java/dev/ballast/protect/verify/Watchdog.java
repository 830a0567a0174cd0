package dev.ballast.protect.verify;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.protect.confine.ConfinedCopy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Ends statements of a copy that the server itself does not end: a damaged page can lead a search
/// round in circles in which the server looks at no signal. It asks the server to cancel the
/// statement, then to end the session; at last it ends the server, which is only a copy's, and
/// starts it again. Safe for any number of threads.
final class Watchdog {
  /// How long the statement of a session has run; nothing where it waits for the next one, and
  /// endless where the server does not say.
  private static final String AGE =
      """
      SELECT CASE WHEN state = 'disabled' THEN 2147483647
                  WHEN state = 'active'
                  THEN greatest(0, extract(epoch FROM pg_catalog.clock_timestamp() - query_start) * 1000)
                  ELSE 0 END::pg_catalog.int8 AS answer
        FROM pg_catalog.pg_stat_activity WHERE pid = %d
      """;

  private static final String TERMINATE =
      "SELECT pg_catalog.pg_terminate_backend(%d)::pg_catalog.int4::pg_catalog.int8 AS answer";

  private final ConfinedCopy copy;
  private final String database;
  private final Duration reaction;

  /// @param reaction how long the server may take to react
  Watchdog(ConfinedCopy copy, String database, Duration reaction) {
    this.copy = copy;
    this.database = database;
    this.reaction = reaction;
  }

  /// Watches what runs in a session until the watch is closed.
  ///
  /// @param limit within which the server should have ended each statement
  Watch over(Session session, Duration limit) {
    return new Watch(session, limit);
  }

  private enum Phase {
    RUNNING,
    /// Nobody waits for the result any more.
    UNWANTED,
    ENDED
  }

  /// One piece of work that is watched.
  final class Watch implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Session session;
    private final Duration limit;
    private final int restarts;
    private final int backend;
    private final Future<?> timer;
    private Phase phase = Phase.RUNNING;
    private @Nullable Thread guard;
    private volatile boolean struck;
    private volatile @Nullable Fault failure;

    private Watch(Session session, Duration limit) {
      this.session = session;
      this.limit = limit;
      this.restarts = copy.restarts();
      this.backend = session.backend();
      // Most work ends long before, and costs no thread then.
      this.timer =
          ForkJoinPool.commonPool()
              .schedule(this::begin, limit.plus(reaction).toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The result is not wanted any more: the session is cut if the statement does not end soon.
    void leave() {
      lock.lock();
      try {
        if (phase == Phase.RUNNING) {
          phase = Phase.UNWANTED;
          changed.signalAll();
          begin();
        }
      } finally {
        lock.unlock();
      }
    }

    /// Begins to act against the work, if it has not ended.
    private void begin() {
      lock.lock();
      try {
        if (phase != Phase.ENDED && guard == null) {
          guard = Thread.ofVirtual().start(this::guard);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      end();
    }

    /// The work has ended; waits for what was begun against it.
    private void end() {
      Thread begun;
      lock.lock();
      try {
        phase = Phase.ENDED;
        changed.signalAll();
        begun = guard;
      } finally {
        lock.unlock();
      }
      timer.cancel(false);
      boolean interrupted = false;
      while (begun != null && begun.isAlive()) {
        try {
          begun.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    /// The fault to report for the one that the work ended with.
    Fault explained(Fault fault) {
      end();
      Fault failed = failure;
      if (failed != null) {
        return failed;
      }
      return struck
          ? Fault.of(
                  PostgresError.SERVER_UNRESPONSIVE,
                  "it did not end within %s, and the server reacted to no request to end it"
                      .formatted(display(limit)))
              .cause(fault)
          : fault;
    }

    private static String display(Duration time) {
      return time.toSeconds() > 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private Phase phase() {
      lock.lock();
      try {
        return phase;
      } finally {
        lock.unlock();
      }
    }

    /// The phase after that time, or earlier where it is another than `from`.
    private Phase after(Duration time, Phase from) {
      lock.lock();
      try {
        long left = time.toNanos();
        while (phase == from && left > 0) {
          left = changed.awaitNanos(left);
        }
        return phase;
      } catch (InterruptedException e) {
        // Nobody interrupts this thread.
        throw new IllegalStateException(e);
      } finally {
        lock.unlock();
      }
    }

    private void guard() {
      try {
        watch();
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        failure = fault;
        session.abort();
      }
    }

    private void watch() {
      Phase now = phase();
      for (Duration wait = left(); now == Phase.RUNNING && wait.isPositive(); wait = left()) {
        now = after(wait, Phase.RUNNING);
      }
      if (now == Phase.ENDED) {
        return;
      }
      session.cancel();
      if (after(reaction, now) == Phase.ENDED) {
        return;
      }
      if (phase() == Phase.UNWANTED) {
        session.abort();
        return;
      }
      struck = true;
      inKeeper(TERMINATE);
      if (after(reaction, Phase.RUNNING) == Phase.ENDED) {
        return;
      }
      if (phase() == Phase.RUNNING) {
        copy.restart(restarts);
      }
      session.abort();
    }

    /// What the statement that runs now has left of its time.
    private Duration left() {
      Optional<Long> age = inKeeper(AGE);
      return age.map(ms -> limit.plus(reaction).minus(Duration.ofMillis(ms))).orElse(reaction);
    }

    /// Asks about the session; empty where it has ended, or the server was started again.
    private Optional<Long> inKeeper(String sql) {
      try (Session keeper = copy.keeper(database)) {
        return keeper.first(sql.formatted(backend), row -> row.number("answer"));
      } catch (Fault fault) {
        CommonError.rethrowInterrupt(fault);
        if (fault.code() instanceof PostgresError) {
          return Optional.empty();
        }
        throw fault;
      }
    }
  }
}
