package dev.ballast.server.node;

import java.util.ArrayDeque;
import java.util.Deque;

/// What was started, to be ended in the opposite order. For one thread.
final class Parts implements AutoCloseable {
  private final Deque<Ending> endings = new ArrayDeque<>();

  /// How a part ends.
  @FunctionalInterface
  interface Ending {
    void end();
  }

  void onEnd(Ending ending) {
    endings.push(ending);
  }

  /// Ends all parts, those after one that fails too; what the first one threw is thrown.
  @Override
  public void close() {
    Ending next = endings.poll();
    if (next == null) {
      return;
    }
    try {
      next.end();
    } finally {
      close();
    }
  }
}
