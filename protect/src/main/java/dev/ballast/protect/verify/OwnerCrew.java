package dev.ballast.protect.verify;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.protect.confine.ConfinedCopy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/// Checks a database of a confined copy with several sessions at once, each object in a session
/// that logged in as the role the object names. For one thread at a time; it closes what it opened.
///
/// A role may do to its own session what it likes: end it, or run into its bounds. What is checked
/// then is left undecided, and the next object gets a new session.
final class OwnerCrew implements AutoCloseable {
  /// Something to check, and the role whose code that may run.
  interface Task {
    String role();

    String label();

    /// What of it may be damaged where its check says so, one by one.
    default List<Suspect> suspects() {
      return List.of();
    }
  }

  /// How a statement ends with its server.
  private static final Set<PostgresError> OF_AN_ENDED_SERVER =
      Set.of(PostgresError.CONNECTION_LOST, PostgresError.SERVER_SHUTTING_DOWN);

  private final List<WorkerSessions> desks = new ArrayList<>();
  private final Map<Long, Suspect> suspects = new LinkedHashMap<>();
  private final ConfinedCopy copy;
  private final String database;
  private Session keeper;
  private int restarts;

  OwnerCrew(ConfinedCopy copy, String database, CheckSettings settings) {
    this.copy = copy;
    this.database = database;
    for (int i = 0; i < settings.sessions(); i++) {
      desks.add(new WorkerSessions(copy, database, settings));
    }
    this.restarts = copy.restarts();
    this.keeper = copy.keeper(database);
  }

  /// The superuser's session, for the catalogues.
  Session keeper() {
    if (restarts != copy.restarts()) {
      WorkerSessions.end(keeper);
      restarts = copy.restarts();
      keeper = copy.keeper(database);
    }
    return keeper;
  }

  /// What was found damaged so far.
  List<Suspect> suspects() {
    return List.copyOf(suspects.values());
  }

  String database() {
    return database;
  }

  /// Applies `work` to every task and returns the outcomes in the order of the tasks. A fault that
  /// is not the server's ends the statements that still run and is thrown.
  <T extends Task> List<CheckOutcome> run(
      List<T> tasks, BiFunction<WorkerSessions, T, List<CheckOutcome>> work) {
    List<Integer> order = byRole(tasks);
    AtomicInteger next = new AtomicInteger();
    ConcurrentHashMap<Integer, List<CheckOutcome>> results = new ConcurrentHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> workers = new ArrayList<>();
      for (WorkerSessions desk : desks.subList(0, Math.min(desks.size(), tasks.size()))) {
        workers.add(
            threads.submit(
                () -> {
                  for (int i = next.getAndIncrement();
                      i < order.size();
                      i = next.getAndIncrement()) {
                    T task = tasks.get(order.get(i));
                    results.put(order.get(i), attempt(desk, task, work));
                  }
                }));
      }
      await(workers, () -> next.set(tasks.size()));
    }
    List<CheckOutcome> ordered = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      List<CheckOutcome> outcomes = results.getOrDefault(i, List.of());
      if (outcomes.stream().anyMatch(CheckOutcome.Broken.class::isInstance)) {
        tasks.get(i).suspects().forEach(suspect -> suspects.put(suspect.oid(), suspect));
      }
      ordered.addAll(outcomes);
    }
    return ordered;
  }

  /// Applies `work` to one task; what the server says against it becomes the outcome. Where the
  /// server was ended because of another task, it is applied again.
  static <T extends Task> List<CheckOutcome> attempt(
      WorkerSessions desk, T task, BiFunction<WorkerSessions, T, List<CheckOutcome>> work) {
    while (true) {
      int restarts = desk.restarts();
      try {
        return work.apply(desk, task);
      } catch (Fault fault) {
        if (!(fault.code() instanceof PostgresError code)) {
          throw fault;
        }
        desk.leave();
        if (restarts == desk.restarts() || !OF_AN_ENDED_SERVER.contains(code)) {
          return List.of(outcome(task.label(), fault));
        }
      }
    }
  }

  /// What a server's error says of the object that was checked.
  static CheckOutcome outcome(String label, Fault fault) {
    String what = label + ": " + fault.getMessage();
    return fault.code() == PostgresError.DATA_CORRUPTED
        ? new CheckOutcome.Broken(what)
        : new CheckOutcome.Unfinished(what);
  }

  /// One role after the other, so that a session is opened for a role once a worker; within a role
  /// as they came, which is the largest first.
  private static <T extends Task> List<Integer> byRole(List<T> tasks) {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < tasks.size(); i++) {
      places.computeIfAbsent(tasks.get(i).role(), role -> new ArrayList<>()).add(i);
    }
    return places.values().stream().flatMap(Collection::stream).toList();
  }

  private void await(List<Future<?>> workers, Runnable stop) {
    try {
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (InterruptedException e) {
      stop.run();
      cancel();
      throw CommonError.interrupted("checking a database");
    } catch (ExecutionException e) {
      stop.run();
      cancel();
      throw e.getCause() instanceof Fault fault
          ? fault
          : Fault.of(CommonError.INTERNAL_ERROR, "checking a database failed").cause(e.getCause());
    }
  }

  private void cancel() {
    desks.forEach(WorkerSessions::cancel);
  }

  @Override
  public void close() {
    desks.forEach(WorkerSessions::leave);
    WorkerSessions.end(keeper);
  }
}
