package dev.ballast.cli.frame;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

/// The progress of a command's work on standard error: a bar on a terminal, a plain line now and
/// then elsewhere. Safe for any number of threads. Close it when the work has ended, well or not.
public final class ConsoleProgress implements Progress, AutoCloseable {
  /// The least time between two drawings of the bar.
  static final Duration BAR_INTERVAL = Duration.ofMillis(100);

  /// The least time between two plain lines, where standard error is a file or a pipe.
  static final Duration LINE_INTERVAL = Duration.ofSeconds(5);

  private static final int BAR_WIDTH = 30;

  private final Console console;
  private final boolean isTerminal;
  private final ReentrantLock lock = new ReentrantLock();
  private String phase = "";
  private long total;
  private long done;
  private long startNanos;
  private long drawnNanos;

  public ConsoleProgress(Console console) {
    this.console = console;
    this.isTerminal = console.isTerminal();
  }

  @Override
  public void begin(String nextPhase, long expectedTotal) {
    lock.lock();
    try {
      end();
      phase = nextPhase;
      total = expectedTotal;
      done = 0;
      startNanos = console.clock().nanoTime();
      drawnNanos = startNanos;
      if (isTerminal) {
        console.showLive(bar());
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void advance(long bytesDone) {
    lock.lock();
    try {
      done = bytesDone;
      long now = console.clock().nanoTime();
      Duration interval = isTerminal ? BAR_INTERVAL : LINE_INTERVAL;
      if (phase.isEmpty() || now - drawnNanos < interval.toNanos()) {
        return;
      }
      drawnNanos = now;
      if (isTerminal) {
        console.showLive(bar());
      } else {
        console.say(phase + ": " + figures());
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void note(String line) {
    console.insist(line);
  }

  /// Ends the last stretch: its bar gives way to one line with the bytes and the time they took.
  @Override
  public void close() {
    lock.lock();
    try {
      end();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    if (!phase.isEmpty()) {
      String size = done == 0 ? "" : " " + new ByteSize(done) + ",";
      double seconds = console.clock().since(startNanos).toMillis() / 1e3;
      console.showLive("");
      console.say(phase + ":" + size + String.format(Locale.ROOT, " %.1f s", seconds));
      phase = "";
    }
  }

  private String bar() {
    int filled = total == 0 ? 0 : (int) (BAR_WIDTH * Math.min(done, total) / total);
    String bar = "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
    return phase + " [" + bar + "] " + figures();
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
}
