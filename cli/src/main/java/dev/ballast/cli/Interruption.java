package dev.ballast.cli;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ExitCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/// Ctrl-C: the command's thread is interrupted, and the process waits until it has cleaned up.
/// Guards one command; any thread may ask it.
final class Interruption {
  /// How long a command may clean up after SIGINT or SIGTERM before the process ends regardless.
  static final Duration GRACE = Duration.ofSeconds(20);

  private final AtomicBoolean signalled = new AtomicBoolean();

  /// Whether a signal has come.
  boolean signalled() {
    return signalled.get();
  }

  /// Runs `command` on a virtual thread, whose blocking reads and writes an interrupt can end, and
  /// returns its exit status. A signal ends the whole process from within, with
  /// [ExitCode#INTERRUPTED].
  int guard(IntSupplier command) {
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread worker =
        Thread.ofVirtual()
            .name("command")
            .uncaughtExceptionHandler((thread, defect) -> status.completeExceptionally(defect))
            .unstarted(() -> status.complete(command.getAsInt()));
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().name("interruption").unstarted(() -> interrupt(worker, status)));
    worker.start();
    return requireNonNull(status.join());
  }

  /// Also called when the process ends by itself: then there is nothing left to interrupt.
  private void interrupt(Thread worker, CompletableFuture<Integer> status) {
    if (status.isDone()) {
      return;
    }
    signalled.set(true);
    worker.interrupt();
    try {
      worker.join(GRACE);
    } catch (InterruptedException e) {
      // Nobody interrupts a shutdown hook; if somebody does, the process ends at once, as asked.
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.status());
  }
}
