package dev.ballast.protect.wal;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.util.Optional;

/// A receiver that runs on a thread of its own, so that the one who waits for it can be interrupted
/// and still end it in order.
public final class Receiving implements AutoCloseable {
  private final LogReceiver receiver;
  private final Thread thread;
  private volatile Optional<Fault> failure = Optional.empty();

  private Receiving(LogReceiver receiver) {
    this.receiver = receiver;
    this.thread =
        Thread.ofPlatform()
            .name("wal receive")
            .daemon(true)
            .uncaughtExceptionHandler((_, defect) -> failure = Optional.of(internal(defect)))
            .unstarted(this::run);
  }

  public static Receiving start(LogReceiver receiver) {
    Receiving receiving = new Receiving(receiver);
    receiving.thread.start();
    return receiving;
  }

  private void run() {
    try {
      receiver.run();
    } catch (Fault fault) {
      failure = Optional.of(fault);
    }
  }

  private static Fault internal(Throwable defect) {
    return Fault.of(CommonError.INTERNAL_ERROR, "the write-ahead log could not be received")
        .detail(defect.toString())
        .cause(defect);
  }

  /// Waits until the receiver ends by itself, which it does by a fault only.
  public void await() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw CommonError.interrupted("receiving the write-ahead log");
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /// Whether it still runs.
  public boolean runs() {
    return thread.isAlive();
  }

  /// Ends it in order; what was received is in deposits when this returns.
  @Override
  public void close() {
    receiver.stop();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
