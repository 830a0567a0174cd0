package dev.ballast.protect.wal;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Clients that write rows as fast as they can, over lost connections, and remember which of them
/// they asked for and which were acknowledged.
final class LedgerWriters implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final TemporaryCluster server;
  private final AtomicInteger next = new AtomicInteger();
  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  LedgerWriters(TemporaryCluster server, int count) {
    this.server = server;
    for (int i = 0; i < count; i++) {
      threads.execute(this::write);
    }
  }

  private void write() {
    while (!stopped) {
      try (Session session = server.session()) {
        while (!stopped) {
          int id = next.incrementAndGet();
          session.execute(
              "INSERT INTO ledger SELECT "
                  + id
                  + ", string_agg(md5(random()::text), '')"
                  + " FROM generate_series(1, 300)");
          acknowledged.add(id);
        }
      } catch (Fault lost) {
        Clock.system().pause(Duration.ofMillis(20));
      }
    }
  }

  /// Waits until so many more rows are acknowledged.
  void await(int more) {
    int aim = acknowledged.size() + more;
    ReceiverBench.eventually(
        aim + " rows acknowledged, " + acknowledged.size() + " are",
        () -> acknowledged.size() >= aim);
  }

  /// No row is begun after this; one that waits for a server that is gone ends by its loss.
  void stop() {
    stopped = true;
  }

  Set<Integer> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /// Every row up to here may have been asked for, and none after it was.
  int last() {
    return next.get();
  }

  @Override
  public void close() {
    stop();
    threads.shutdownNow();
    threads.close();
  }
}
