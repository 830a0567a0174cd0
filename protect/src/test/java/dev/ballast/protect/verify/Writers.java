package dev.ballast.protect.verify;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// Sessions that move money between accounts as fast as they can, in every way a transaction can
/// end: with and without waiting for the disk, with savepoints, rolled back, prepared.
final class Writers implements AutoCloseable {
  static final int ACCOUNTS = 200;
  static final long TOTAL = ACCOUNTS * 1000L;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> running = new ArrayList<>();
  private final AtomicLong committed = new AtomicLong();
  private volatile boolean stopped;

  Writers(TemporaryCluster source, String database, int count) {
    try (Session session = source.session(database)) {
      session.execute("CREATE TABLE account (id int PRIMARY KEY, balance bigint NOT NULL)");
      session.execute("CREATE TABLE booking (id bigserial PRIMARY KEY, body text)");
      session.execute("INSERT INTO account SELECT g, 1000 FROM generate_series(1, ?) g", ACCOUNTS);
    }
    for (int i = 0; i < count; i++) {
      int writer = i;
      running.add(threads.submit(() -> write(source, database, writer)));
    }
  }

  private void write(TemporaryCluster source, String database, int writer) {
    Random random = new Random(writer);
    try (Session session = source.session(database)) {
      session.execute("SET synchronous_commit = " + (writer % 2 == 0 ? "on" : "off"));
      for (int i = 0; !stopped; i++) {
        int from = 1 + random.nextInt(ACCOUNTS);
        int to = 1 + random.nextInt(ACCOUNTS);
        try {
          session.execute("BEGIN");
          session.execute(
              "UPDATE account SET balance = balance - 7 WHERE id = " + Math.min(from, to));
          session.execute("SAVEPOINT s");
          session.execute("INSERT INTO booking (body) VALUES (repeat('b', 50))");
          if (i % 3 == 0) {
            session.execute("ROLLBACK TO s");
          }
          session.execute(
              "UPDATE account SET balance = balance + 7 WHERE id = " + Math.max(from, to));
          end(session, i, "w" + writer + "_" + i);
          committed.incrementAndGet();
        } catch (Fault deadlock) {
          session.execute("ROLLBACK");
        }
      }
    }
  }

  private static void end(Session session, int i, String name) {
    switch (i % 8) {
      case 0 -> {
        session.execute("PREPARE TRANSACTION '" + name + "'");
        session.execute("COMMIT PREPARED '" + name + "'");
      }
      case 1 -> {
        session.execute("PREPARE TRANSACTION '" + name + "'");
        session.execute("ROLLBACK PREPARED '" + name + "'");
      }
      case 2 -> session.execute("ROLLBACK");
      default -> session.execute("COMMIT");
    }
  }

  long committed() {
    return committed.get();
  }

  @Override
  public void close() {
    stopped = true;
    try {
      for (Future<?> writer : running) {
        writer.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.close();
    }
  }
}
