package dev.ballast.change.rehearse;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.time.Duration;
import java.util.Optional;

/// Takes a look again and again, on a thread of its own, until it is closed or a look fails.
final class RepeatedLook implements AutoCloseable {
  private final Runnable look;
  private final Duration interval;
  private final Clock clock;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile Optional<Fault> failure = Optional.empty();

  private RepeatedLook(String name, Runnable look, Duration interval, Clock clock) {
    this.look = look;
    this.interval = interval;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  /// @param name of the thread
  /// @param interval from the end of a look to the beginning of the next
  static RepeatedLook start(String name, Runnable look, Duration interval, Clock clock) {
    RepeatedLook repeated = new RepeatedLook(name, look, interval, clock);
    repeated.thread.start();
    return repeated;
  }

  private void run() {
    try {
      while (!stopped) {
        look.run();
        clock.pause(interval);
      }
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      failure = Optional.of(fault);
    }
  }

  /// Throws what ended the looking early, where something did.
  void requireSound() {
    failure.ifPresent(
        fault -> {
          throw fault;
        });
  }

  /// Ends the looking; throws what ended it early, where something did.
  void end() {
    close();
    requireSound();
  }

  /// Waits for the look that is under way.
  @Override
  public void close() {
    stopped = true;
    boolean interrupted = Thread.interrupted();
    try {
      thread.join();
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
