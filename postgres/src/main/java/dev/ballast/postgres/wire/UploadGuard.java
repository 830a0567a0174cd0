package dev.ballast.postgres.wire;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.wire.protocol.Wire;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Cuts a connection whose other end takes no more bytes: a socket has a timeout for reading, but
/// none for writing. Safe from any thread.
final class UploadGuard implements AutoCloseable {
  /// Counts beginnings and ends of writes: odd while one is under way.
  private final AtomicLong writes = new AtomicLong();

  private final Thread watcher;

  private UploadGuard(Wire wire, Clock clock, Duration longest) {
    this.watcher = Thread.ofVirtual().unstarted(() -> watch(wire, clock, longest));
  }

  /// @param longest a single write may take that long, and up to twice as long
  static UploadGuard over(Wire wire, Clock clock, Duration longest) {
    UploadGuard guard = new UploadGuard(wire, clock, longest);
    guard.watcher.start();
    return guard;
  }

  void during(Runnable write) {
    writes.incrementAndGet();
    write.run();
    writes.incrementAndGet();
  }

  private void watch(Wire wire, Clock clock, Duration longest) {
    long seen;
    do {
      seen = writes.get();
      clock.pause(longest);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    } while (seen % 2 == 0 || seen != writes.get());
    wire.close();
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
