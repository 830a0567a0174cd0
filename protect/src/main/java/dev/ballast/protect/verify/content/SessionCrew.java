package dev.ballast.protect.verify.content;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Some sessions that work off a list together, each taking the next piece when it is done with
/// one. For one thread at a time; it owns its sessions and closes them.
public final class SessionCrew implements AutoCloseable {
  private final List<Session> sessions = new ArrayList<>();

  /// Opens `count` sessions, or as many as the server has room for, if that is one at least; if one
  /// cannot be opened for another reason, none stays open.
  public static SessionCrew open(int count, Supplier<Session> opener) {
    SessionCrew crew = new SessionCrew();
    try (Undo<RuntimeException> undo = Undo.unlessKept(crew::close)) {
      crew.sessions.add(opener.get());
      crew.grow(count, opener);
      return undo.keep(crew);
    }
  }

  private void grow(int count, Supplier<Session> opener) {
    try {
      while (sessions.size() < count) {
        sessions.add(opener.get());
      }
    } catch (Fault fault) {
      if (fault.code() != PostgresError.SERVER_BUSY) {
        throw fault;
      }
    }
  }

  /// Any one of the sessions, for work between two lists.
  public Session first() {
    return sessions.getFirst();
  }

  void forEach(Consumer<Session> action) {
    sessions.forEach(action);
  }

  /// Applies `work` to every task and returns the results in the order of the tasks. The first
  /// fault ends the statements that still run and is thrown.
  public <T, R> List<R> run(List<T> tasks, BiFunction<Session, T, R> work) {
    AtomicInteger next = new AtomicInteger();
    ConcurrentHashMap<Integer, R> results = new ConcurrentHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> workers = new ArrayList<>();
      for (Session session : sessions) {
        workers.add(
            threads.submit(
                () -> {
                  for (int i = next.getAndIncrement();
                      i < tasks.size();
                      i = next.getAndIncrement()) {
                    results.put(i, work.apply(session, tasks.get(i)));
                  }
                }));
      }
      await(workers, () -> next.set(tasks.size()));
    }
    List<R> ordered = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      ordered.add(results.get(i));
    }
    return ordered;
  }

  private void await(List<Future<?>> workers, Runnable stop) {
    try {
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (InterruptedException e) {
      stop.run();
      cancel();
      throw CommonError.interrupted("reading a database");
    } catch (ExecutionException e) {
      stop.run();
      cancel();
      throw e.getCause() instanceof Fault fault
          ? fault
          : Fault.of(CommonError.INTERNAL_ERROR, "reading a database failed").cause(e.getCause());
    }
  }

  /// Asks the server to end what its sessions still run; the threads then end by themselves.
  private void cancel() {
    sessions.forEach(Session::cancel);
  }

  @Override
  public void close() {
    sessions.forEach(Session::close);
  }
}
