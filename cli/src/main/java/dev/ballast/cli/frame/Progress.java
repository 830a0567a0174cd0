package dev.ballast.cli.frame;

import dev.ballast.evidence.ByteSize;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

/// One piece of work as the operator sees it advance. Safe for any number of threads; made by
/// [Console#progress].
public final class Progress implements AutoCloseable {
  /// The least time between two drawings of the bar.
  static final Duration BAR_INTERVAL = Duration.ofMillis(100);

  /// The least time between two plain lines, where standard error is a file or a pipe.
  static final Duration LINE_INTERVAL = Duration.ofSeconds(5);

  private static final int BAR_WIDTH = 30;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final Console console;
  private final String what;
  private final boolean live;
  private final long startNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private long done;
  private long total;
  private long drawnNanos;
  private boolean closed;

  Progress(Console console, String what, boolean live) {
    this.console = console;
    this.what = what;
    this.live = live;
    this.startNanos = console.clock().nanoTime();
    this.drawnNanos = startNanos;
  }

  /// Tells how far the work is.
  ///
  /// @param bytesDone bytes worked through so far
  /// @param bytesTotal bytes of the whole, 0 where that is not known
  public void update(long bytesDone, long bytesTotal) {
    lock.lock();
    try {
      done = bytesDone;
      total = bytesTotal;
      long now = console.clock().nanoTime();
      Duration interval = live ? BAR_INTERVAL : LINE_INTERVAL;
      if (closed || console.isQuiet() || now - drawnNanos < interval.toNanos()) {
        return;
      }
      drawnNanos = now;
      console.write(live ? ERASE_LINE + bar() : what + ": " + figures() + "\n");
    } finally {
      lock.unlock();
    }
  }

  /// Replaces the bar by one line that stays: the bytes and the time they took.
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed || console.isQuiet()) {
        return;
      }
      closed = true;
      String size = done == 0 ? "" : " " + new ByteSize(done) + ",";
      console.write((live ? ERASE_LINE : "") + what + ":" + size + " " + seconds() + "\n");
    } finally {
      lock.unlock();
    }
  }

  private String bar() {
    int filled = total == 0 ? 0 : (int) (BAR_WIDTH * Math.min(done, total) / total);
    String bar = "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
    return what + " [" + bar + "] " + figures();
  }

  private String figures() {
    long nanos = console.clock().nanoTime() - startNanos;
    String rate = nanos <= 0 ? "" : ", " + new ByteSize((long) (done / (nanos / 1e9))) + "/s";
    return total == 0
        ? new ByteSize(done) + rate
        : String.format(
            Locale.ROOT,
            "%d %%, %s of %s%s",
            100 * Math.min(done, total) / total,
            new ByteSize(done),
            new ByteSize(total),
            rate);
  }

  private String seconds() {
    return String.format(Locale.ROOT, "%.1f s", console.clock().since(startNanos).toMillis() / 1e3);
  }
}
