package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.evidence.Progress;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Shows a run's progress on the console, one line or bar a phase. Safe for any number of threads.
final class ConsoleProgress implements Progress, AutoCloseable {
  private final Console console;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<dev.ballast.cli.frame.Progress> current = Optional.empty();
  private long total;

  ConsoleProgress(Console console) {
    this.console = console;
  }

  @Override
  public void begin(String phase, long expected) {
    lock.lock();
    try {
      close();
      current = Optional.of(console.progress(phase));
      total = expected;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void advance(long done) {
    lock.lock();
    try {
      current.ifPresent(p -> p.update(done, total));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void note(String line) {
    console.say(line);
  }

  /// Ends the phase being shown.
  @Override
  public void close() {
    lock.lock();
    try {
      current.ifPresent(dev.ballast.cli.frame.Progress::close);
      current = Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
