package dev.ballast.server.page;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/// What takes long to make, such as a report of a thousand targets, made once for all who ask for
/// it within some minutes. One is made at a time. Safe for any number of threads.
final class Prepared<T> {
  /// After this long what is there is still shown, and made again.
  private static final Duration FRESH = Duration.ofMinutes(5);

  /// After this long it is not shown any more.
  private static final Duration USABLE = Duration.ofHours(1);

  /// How long somebody waits who may be answered later.
  private static final Duration PATIENCE = Duration.ofMillis(150);

  private static final int MOST_KEPT = 20;

  private final Clock clock;
  private final ReentrantLock one = new ReentrantLock();
  private final Map<String, Making<T>> making = new HashMap<>();
  private final Map<String, Made<T>> made =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Made<T>> eldest) {
          return size() > MOST_KEPT;
        }
      };

  Prepared(Clock clock) {
    this.clock = clock;
  }

  /// Makes it.
  interface Maker<T> {
    /// Makes it now.
    ///
    /// @param done takes how many parts are done, now and then
    T make(IntConsumer done);
  }

  private record Made<T>(T value, long nanos) {}

  private record Making<T>(FutureTask<T> task, AtomicInteger done) {}

  /// What there is, or how far it is.
  ///
  /// @param done parts of what is not there yet
  record Answer<T>(Optional<T> value, int done) {}

  /// What is there or can be made at once. Throws what its maker threw.
  Answer<T> now(String key, Maker<T> maker) {
    Optional<T> fresh = there(key, FRESH);
    if (fresh.isPresent()) {
      return new Answer<>(fresh, 0);
    }
    Making<T> begun = begin(key, maker);
    Optional<T> usable = there(key, USABLE);
    if (usable.isPresent()) {
      return new Answer<>(usable, 0);
    }
    try {
      return new Answer<>(
          Optional.of(begun.task().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)), 0);
    } catch (TimeoutException e) {
      // It is made while the reader reads that it is.
      return new Answer<>(Optional.empty(), begun.done().get());
    } catch (InterruptedException | ExecutionException e) {
      throw failure(e);
    }
  }

  /// The same for somebody who waits until it is made.
  T whole(String key, Maker<T> maker) {
    Optional<T> fresh = there(key, FRESH);
    if (fresh.isPresent()) {
      return fresh.get();
    }
    try {
      return begin(key, maker).task().get();
    } catch (InterruptedException | ExecutionException e) {
      throw failure(e);
    }
  }

  private synchronized Optional<T> there(String key, Duration age) {
    return Optional.ofNullable(made.get(key))
        .filter(each -> clock.since(each.nanos()).compareTo(age) <= 0)
        .map(Made::value);
  }

  /// Begins to make it, unless that is under way.
  private synchronized Making<T> begin(String key, Maker<T> maker) {
    Making<T> under = making.get(key);
    if (under != null) {
      return under;
    }
    AtomicInteger done = new AtomicInteger();
    FutureTask<T> task = new FutureTask<>(() -> alone(key, maker, done));
    Making<T> begun = new Making<>(task, done);
    making.put(key, begun);
    // A virtual thread would keep its processor from those who read pages until it waits.
    Thread.ofPlatform().daemon().name("report").start(task);
    return begun;
  }

  /// What it makes is there, and a failure forgotten, before those who wait for it are woken.
  private T alone(String key, Maker<T> maker, AtomicInteger done) {
    one.lock();
    try {
      T value = maker.make(done::set);
      keep(key, value);
      return value;
    } finally {
      one.unlock();
      forget(key);
    }
  }

  private synchronized void keep(String key, T value) {
    made.remove(key);
    made.put(key, new Made<>(value, clock.nanoTime()));
  }

  private synchronized void forget(String key) {
    making.remove(key);
  }

  private static RuntimeException failure(Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return CommonError.interrupted("waiting for a report");
    }
    return e.getCause() instanceof Fault fault
        ? fault
        : new IllegalStateException("a report could not be made", e.getCause());
  }
}
