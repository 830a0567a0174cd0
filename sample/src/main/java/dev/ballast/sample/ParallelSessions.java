package dev.ballast.sample;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Runs independent pieces of work, each on a session of its own, a few at a time. The first
/// failure ends the others.
final class ParallelSessions {
  /// Sessions that load or build indexes at a time.
  static final int SESSIONS = 4;

  private ParallelSessions() {}

  static void run(
      ConnectionSettings settings, SessionOptions options, List<Consumer<Session>> works) {
    try (ExecutorService executor =
        Executors.newFixedThreadPool(SESSIONS, Thread.ofVirtual().factory())) {
      CompletionService<Void> done = new ExecutorCompletionService<>(executor);
      for (Consumer<Session> work : works) {
        done.submit(
            () -> {
              try (Session session = Session.open(settings, options)) {
                work.accept(session);
              }
              return null;
            });
      }
      await(done, works.size(), executor);
    }
  }

  private static void await(CompletionService<Void> done, int count, ExecutorService executor) {
    try (Undo<RuntimeException> undo = Undo.unlessKept(executor::shutdownNow)) {
      for (int i = 0; i < count; i++) {
        done.take().get();
      }
      undo.keep();
    } catch (InterruptedException e) {
      throw CommonError.interrupted("making the sample shop");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Fault fault
          ? fault
          : new IllegalStateException("a piece of the sample shop failed", e.getCause());
    }
  }
}
