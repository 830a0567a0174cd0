package dev.ballast.protect.wal;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.time.Duration;
import java.util.Optional;

/// A receiver that runs on a thread of its own, so that the one who waits for it can be interrupted
/// and still end it in order.
public final class Receiving implements AutoCloseable {
  /// How long a server may take to end a stream in order.
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final LogReceiver receiver;
  private final RecoveryPointMeter meter;
  private final Thread thread;
  private final Thread measuring;
  private volatile Optional<Fault> failure = Optional.empty();

  private Receiving(LogReceiver receiver, RecoveryPointMeter meter) {
    this.receiver = receiver;
    this.meter = meter;
    this.measuring = Thread.ofVirtual().name("recovery point").unstarted(meter);
    this.thread =
        Thread.ofPlatform()
            .name("wal receive")
            .daemon(true)
            .uncaughtExceptionHandler((_, defect) -> failure = Optional.of(internal(defect)))
            .unstarted(this::run);
  }

  /// Begins to receive, and to measure what would be lost.
  public static Receiving start(LogReceiver receiver) {
    Receiving receiving = new Receiving(receiver, receiver.meter());
    receiving.thread.start();
    receiving.measuring.start();
    return receiving;
  }

  /// What would be lost if the server were lost now; empty before it was measured first.
  public Optional<RecoveryPoint> recoveryPoint() {
    return meter.now();
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

  /// Ends it in order; what was received is in deposits when this returns. A server that does not
  /// answer is left after a while.
  @Override
  public void close() {
    receiver.stop();
    measuring.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        if (!thread.join(GRACE)) {
          receiver.leaveServer();
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    try {
      measuring.join(GRACE);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
