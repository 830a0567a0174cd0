package dev.ballast.store.statement;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingDeque;

/// The texts of statements in the store, each once. While the store is away they wait in memory, up
/// to a bound; what is beyond it, or is lost with the process, is read again when the server lists
/// the statement again. Runs, to store, until its thread is interrupted. Safe for any number of
/// threads.
public final class StatementBook implements Runnable {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  /// A hundred statements of each of a hundred targets.
  private static final int MOST_WAITING = 10_000;

  private final SessionPool pool;
  private final Clock clock;
  private final LinkedBlockingDeque<KeptStatement> waiting =
      new LinkedBlockingDeque<>(MOST_WAITING);
  private volatile Optional<Fault> failing = Optional.empty();

  public StatementBook(SessionPool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /// Takes a text in, if there is room. Does not wait for the store.
  public void accept(KeptStatement statement) {
    boolean ignored = waiting.offerLast(statement);
  }

  /// Why the store does not take texts at present.
  public Optional<Fault> failing() {
    return failing;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        store();
        failing = Optional.empty();
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        failing = Optional.of(fault);
      }
      clock.pause(INTERVAL);
    }
  }

  /// Stores what waits. Throws what the store answers; what is not stored then still waits.
  public void store() {
    if (waiting.isEmpty()) {
      return;
    }
    try (Session session = pool.lend()) {
      String keep = SqlResource.load(StatementBook.class, "keep", session.version());
      for (KeptStatement next = waiting.peekFirst(); next != null; next = waiting.peekFirst()) {
        session.execute(
            keep, next.target(), next.database(), next.queryId(), next.form(), next.text());
        waiting.removeFirst();
      }
    }
  }

  /// What is kept of a statement, of each database that has it.
  public List<KeptStatement> find(String target, String queryId) {
    try (Session session = pool.lend()) {
      return session.query(
          SqlResource.load(StatementBook.class, "find", session.version()),
          row ->
              new KeptStatement(
                  target, row.text("database"), queryId, row.text("form"), row.text("text")),
          target,
          queryId);
    }
  }
}
