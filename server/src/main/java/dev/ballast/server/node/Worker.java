package dev.ballast.server.node;

/// A loop on a thread of its own, which is interrupted and awaited when it is closed.
final class Worker implements AutoCloseable {
  private final Thread thread;

  private Worker(Thread thread) {
    this.thread = thread;
  }

  static Worker start(String name, Runnable loop) {
    return new Worker(Thread.ofVirtual().name(name).start(loop));
  }

  /// The same for a loop that computes for long. Virtual threads do not share processors by time:
  /// on two of them it would hold up everybody who reads pages.
  static Worker startComputing(String name, Runnable loop) {
    return new Worker(Thread.ofPlatform().daemon().name(name).start(loop));
  }

  String name() {
    return thread.getName();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  @Override
  public void close() {
    thread.interrupt();
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
